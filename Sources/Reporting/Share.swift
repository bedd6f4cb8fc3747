/// One of the five small-donor shares, with all that an honest reading needs.
public struct Share: Equatable, Sendable {
  /// The question that it answers.
  public let question: ShareQuestion
  /// The largest amount that counts as small, in cents.
  public let thresholdCents: Int64
  /// The answer.
  public let figure: ShareFigure

  /// Makes a share.
  public init(_ question: ShareQuestion, thresholdCents: Int64, figure: ShareFigure) {
    self.question = question
    self.thresholdCents = thresholdCents
    self.figure = figure
  }

  /// The share in one line.
  public var definition: String { question.definition(thresholdCents: thresholdCents) }
}

extension Share: Encodable {
  /// Encodes a flat object: number, name, definition, unit, threshold, then the figure's parts.
  ///
  /// Dollars stand in cents; percentages have one decimal.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(question.rawValue, forKey: .number)
    try container.encode(question.name, forKey: .name)
    try container.encode(definition, forKey: .definition)
    try container.encode(question.unit, forKey: .unit)
    try container.encode(thresholdCents, forKey: .thresholdCents)
    switch figure {
    case .measured(let ratio, let least, let most):
      try container.encode(ratio, forKey: .figure)
      try container.encode(least, forKey: .least)
      try container.encode(most, forKey: .most)
    case .noGifts:
      try container.encode(PageText.noGifts, forKey: .notComputable)
    case .notComputable(let reason):
      try container.encode(reason, forKey: .notComputable)
    }
  }

  private enum CodingKeys: CodingKey {
    case number, name, definition, unit, thresholdCents, figure, least, most, notComputable
  }
}

extension Ratio: Encodable {
  /// Encodes numerator, denominator and the percentage with one decimal.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(numerator, forKey: .numerator)
    try container.encode(denominator, forKey: .denominator)
    try container.encode(Double(permille) / 10, forKey: .percent)
  }

  private enum CodingKeys: CodingKey {
    case numerator, denominator, percent
  }
}
