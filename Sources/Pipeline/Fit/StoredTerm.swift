import Modeling

/// A term's kind as the columns of `model.term` and `model.uplift_term` hold it.
struct StoredTerm {
  var kind = "linear"
  var levels: [String] = []
  var missingIsKept = false
  var centre = 0.0
  var scale = 1.0
  var cellValues: [Double]?

  init(_ term: Term) {
    switch term.kind {
    case .linear(let centre, let scale): (self.centre, self.scale) = (centre, scale)
    case .bounded(let centre, let scale):
      (kind, self.centre, self.scale) = ("bounded", centre, scale)
    case .missing: kind = "missing"
    case .level(let level): (kind, levels) = ("level", [level])
    case .otherLevels(let kept, let missing):
      (kind, levels, missingIsKept) = ("other", kept, missing)
    case .table(_, let values): (kind, cellValues) = ("table", values)
    case .segments: kind = "segments"
    }
  }
}
