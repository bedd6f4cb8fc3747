/// The answer to one of the five questions, or why there is none.
public enum ShareFigure: Equatable, Sendable {
  /// A ratio and the band in which it lies, as far as the data leave it open.
  case measured(Ratio, least: Ratio, most: Ratio)
  /// There is nothing to divide.
  case noGifts
  /// The data can't answer, for a reason in one or two sentences.
  case notComputable(reason: String)
}
