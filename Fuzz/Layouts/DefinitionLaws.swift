import Campaign

private let file = "made-up.yml"

/// Any text is a definition, or bad input with its file and line.
func checkDefinition(_ bytes: ArraySlice<UInt8>, _ read: (String, String) throws -> Void) {
  guard let text = String(validating: bytes, as: UTF8.self) else { return }
  checkFailure(needsLine: true) { try read(text, file) }
}

/// A layout's definition, and behind `%%` a file that is read by it.
func checkLayout(_ parts: [ArraySlice<UInt8>]) {
  guard let text = String(validating: parts[0], as: UTF8.self) else { return }
  var template: LayoutTemplate?
  checkFailure(needsLine: true) { template = try LayoutDefinition.read(text, file: file) }
  guard let template else { return }
  let rows = Array(parts.dropFirst().joined(separator: Array("\n".utf8)))
  var header: [String] = []
  if template.hasHeader {
    eachRecord(of: rows, template.format) { record in
      guard record.rowNumber == 1 else { return }
      header = (0..<record.count).map { record.text($0).trimmed }
    }
  }
  checkFailure(needsLine: false) {
    let layout = try template.resolved(for: header)
    guard let (places, width) = checkedPlaces(of: layout, header: header) else { return }
    var plan = try RowPlan(layout: layout, places: places, width: width, file: file)
    eachRecord(of: rows, layout.format) { record in
      guard plan.read(record) == nil else { return }
      for (slot, column) in zip(plan.slots, plan.stored) { checkStored(slot.value, column.type) }
      check(plan.key(of: record).count > layout.key.count || layout.key.isEmpty, "a key has bytes")
      _ = plan.joined(plan.recordPlaces, of: record)
    }
  }
}

/// Where the layout finds its columns in the header; nil where the file isn't of this layout.
private func checkedPlaces(of layout: Layout, header: [String]) -> (places: [Int?], width: Int)? {
  guard layout.hasHeader else { return (layout.columns.indices.map { $0 }, layout.fieldCount) }
  let match = layout.match(header: header)
  if header.allSatisfy({ $0.utf8.allSatisfy { $0 < 0x80 } }) {
    let shouted = header.map { " \($0.uppercased())  " }
    check(layout.match(header: shouted) == match, "case and blanks of a header don't matter")
  }
  switch match {
  case .lacks(let columns):
    check(!columns.isEmpty, "a file that isn't of the layout lacks something")
    return nil
  case .fits(let places):
    check(places.count == layout.columns.count, "each column has its place")
    for (column, place) in zip(layout.columns, places) {
      check(place != nil || column.isOptional, "only optional columns may lack")
      check(place.map { header.indices.contains($0) } ?? true, "a place is one of the header")
    }
    return (places, header.count)
  }
}

private func eachRecord(
  of bytes: [UInt8], _ format: FileFormat, _ take: (borrowing Record) -> Void
) {
  var reader = RecordReader(format: format)
  do {
    try reader.feed(bytes.span, take)
    _ = try reader.finish(take)
  } catch {
    check(false, "reading throws only what its caller throws")
  }
}

/// The body does its work or throws bad input, or what the law refuses, with its place.
private func checkFailure(needsLine: Bool, _ body: () throws -> Void) {
  do {
    try body()
  } catch let failure as Failure {
    check(failure.kind == .badInput || failure.kind == .refused, "a definition is no defect")
    check(!failure.what.isEmpty, "a failure says what is wrong")
    let place = failure.place ?? ""
    let hasLine = place.hasPrefix("\(file):") && place.dropFirst(file.utf8.count + 1).first != "0"
    check(hasLine || (place == file && !needsLine), "a failure has its file and line")
  } catch {
    check(false, "a definition's failure is a Failure")
  }
}
