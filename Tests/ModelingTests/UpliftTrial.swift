import Foundation
import Modeling

/// A made-up experiment of the tests.
struct UpliftTrial {
  var people: [Int64] = []
  var clusters: [Int64] = []
  var isTreated: [Bool] = []
  var outcomes: [Double] = []
  var dollars: [Double] = []
  var columns: [[Double]] = []
  /// What treatment adds to each person's chance.
  var truth: [Double] = []

  var experiment: Experiment {
    get throws {
      try Experiment(
        people: people, clusters: clusters, isTreated: isTreated, outcomes: outcomes)
    }
  }

  var frame: RawFrame {
    RawFrame(
      rows: people.count,
      columns: columns.enumerated().map { ("x\($0.offset)", .numeric($0.element)) })
  }

  var design: DesignMatrix {
    DesignMatrix(
      rows: people.count, names: columns.indices.map { "x\($0)" }, values: columns.flatMap { $0 })
  }

  /// The rows of the given numbers, in that order.
  func taking(_ rows: [Int]) -> UpliftTrial {
    UpliftTrial(
      people: rows.map { people[$0] }, clusters: rows.map { clusters[$0] },
      isTreated: rows.map { isTreated[$0] }, outcomes: rows.map { outcomes[$0] },
      columns: columns.map { column in rows.map { column[$0] } }, truth: rows.map { truth[$0] })
  }

  /// The twin of `experiment` in Reference/uplift.py: the same bits.
  static func clustered(rows: Int = 600) -> UpliftTrial {
    var generator = Generator(seed: 77)
    var trial = UpliftTrial()
    var cluster: Int64 = 0
    while trial.outcomes.count < rows {
      cluster += 1
      let arm = generator.uniform() < 0.4
      let shared = generator.uniform()
      for _ in 0..<(1 + generator.below(4)) {
        let yes = generator.uniform() < 0.2 + 0.3 * shared + (arm ? 0.1 : 0) ? 1.0 : 0
        trial.isTreated.append(arm)
        trial.outcomes.append(yes)
        trial.dollars.append(yes * 100 * generator.uniform())
        trial.clusters.append(cluster)
      }
    }
    return trial
  }

  /// People in clusters who resemble one another; treatment adds `effect` to everyone's log odds and
  /// `heterogeneity` times the last column.
  static func drawn(
    people: Int, columns: Int, clusterSize: Int = 2, effect: Double = 0, heterogeneity: Double = 0,
    insideClusters: Bool = false, seed: UInt64
  ) -> UpliftTrial {
    func chance(_ logOdds: Double) -> Double { 1 / (1 + exp(-logOdds)) }
    var generator = Generator(seed: seed &* 2_654_435_761 &+ 97)
    for _ in 0..<10 { _ = generator.uniform() }
    var trial = UpliftTrial(columns: [[Double]](repeating: [], count: columns))
    for person in 0..<people {
      if person % clusterSize == 0 || insideClusters {
        trial.isTreated.append(generator.uniform() < 0.5)
      } else {
        trial.isTreated.append(trial.isTreated[person - 1])
      }
      trial.people.append(Int64(person))
      trial.clusters.append(Int64(person / clusterSize))
    }
    var shared = 0.0
    for person in 0..<people {
      if person % clusterSize == 0 { shared = 0.7 * generator.bell() }
      var logOdds = shared - 0.5
      for column in 0..<columns {
        let value = generator.bell() + shared
        trial.columns[column].append(value)
        logOdds += 0.2 * value
      }
      let lift = effect + heterogeneity * trial.columns[columns - 1][person]
      trial.truth.append(chance(logOdds + lift) - chance(logOdds))
      let rate = chance(logOdds + (trial.isTreated[person] ? lift : 0))
      trial.outcomes.append(generator.uniform() < rate ? 1 : 0)
    }
    return trial
  }
}
