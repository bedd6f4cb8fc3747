import Campaign

/// One input of the layouts: the first byte says what the rest is, a field or a definition.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzLayouts(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var input = FuzzInput(start, count)
  switch input.choice(Subject.allCases) {
  case .field: checkField(Array(input.rest))
  case .layout: checkLayout(input.parts(at: "%%"))
  case .model: checkDefinition(input.rest) { _ = try ModelDefinition.read($0, file: $1) }
  case .list: checkDefinition(input.rest) { _ = try ListDefinition.read($0, file: $1) }
  case .campaign: checkDefinition(input.rest) { _ = try CampaignDefinition.read($0, file: $1) }
  }
  return 0
}

private enum Subject: CaseIterable {
  case field, layout, model, list, campaign
}
