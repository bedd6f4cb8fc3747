import Testing

@testable import Modeling

@Suite struct ColumnShapeTests {
  @Test func `a point is the mean of what the column adds in its band or level`() throws {
    let frame = RawFrame(
      rows: 8,
      columns: [
        ("age", .numeric([10, 10, 10, 50, 50, 50, .nan, .nan])),
        ("party", .categorical(codes: [0, 0, 0, 0, 1, 1, 2, -1], levels: ["A", "B", "C"])),
      ])
    let age = TermAxis(column: "age", kind: .cuts([30]))
    let party = TermAxis(column: "party", kind: .levels(["A", "B"]))
    let model = ScoreModel(
      intercept: 0,
      terms: [
        .init(term: Term(axes: [age], values: [0.5, -1, 1], trainingMean: 0), coefficient: 2),
        .init(
          term: Term(
            axes: [party, age], values: (0..<12).map { Double($0) / 10 }, trainingMean: 0),
          coefficient: 1),
      ])
    let shapes = try ColumnShape.shapes(of: model, frame, rows: Array(0..<8), minimumRows: 2)
    #expect(shapes.map(\.column) == ["age", "party"])
    #expect(
      shapes[0].points.map(\.value) == [
        .numbers(from: nil, below: 30), .numbers(from: 30, below: nil), .missing,
      ])
    #expect(shapes[0].points.map(\.rows) == [3, 3, 2])
    // Three of A under 30: the curve's -1 twice, and half of the pair's cell (A, under 30), .4.
    #expect(abs(shapes[0].points[0].mean - (-2 + 0.2)) < 1e-12)
    #expect(shapes[1].points.map(\.value) == [.level("A"), .level("B"), .otherLevels, .missing])
    // One of C with no age, among the other levels: half of the cell (others, missing), .9.
    #expect(abs(shapes[1].points[2].mean - 0.45) < 1e-12)
    #expect(shapes[0].strength > shapes[1].strength)
  }
}
