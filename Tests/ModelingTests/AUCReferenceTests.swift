import Modeling
import Testing

/// Against R's pROC; the numbers are those that Reference/evaluation.R prints.
@Suite struct AUCReferenceTests {
  @Test func `areas, their errors and the paired test equal pROC, ties too`() throws {
    let example = Example.generated()
    let first = example.columns[2]
    let second = example.columns[1].map { (20 * $0).rounded() }
    let areas = try [first, second].map { try AUC(scores: $0, outcomes: example.outcomes) }
    #expect(agree(areas.map(\.value), [0.613733660863843067, 0.548627157364201978]))
    #expect(agree(areas.map(\.standardError), [0.019630173069404545, 0.019271632356169386]))
    let difference = try AUCDifference(first, second, outcomes: example.outcomes)
    let interval = try #require(difference.interval)
    #expect(
      agree(
        [difference.value, difference.pValue, interval.lowerBound, interval.upperBound],
        [
          0.0651065034996410885, 0.0240093962339314182, 0.0085679134762949444,
          0.1216450935229870106,
        ]))
  }
}
