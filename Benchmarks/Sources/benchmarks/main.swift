import Foundation
import Modeling

let usage = """
  benchmarks folds TABLE COUNT REPETITIONS FOLDS          writes the folds that all sides read
  benchmarks crossed TABLE TERMS COUNT REPETITIONS PROBABILITIES
                                                          cross-validates the logistic score; TERMS
                                                          are linear or auto
  benchmarks fit TABLE PENALTY TIMES PROBABILITIES        times the logistic fit of all rows
  benchmarks packed WORKLOAD PENALTY THREADS TIMES COEFFICIENTS  times packing and fit of a workload
  benchmarks passes WORKLOAD PENALTY TIMES                times one reading of a workload's rows
  benchmarks streamed ROWS                                fits rows that are never all in memory
  benchmarks path FOLDER THREADS TIMES                    times the elastic-net path of a workload
  benchmarks reader FILE TIMES                            times the record reader
  benchmarks search FILE QUALITY DEPTH THREADS TIMES      times a search for groups
  benchmarks planted ROWS RATE PLANTED LOTS RUNS          searches made-up people for a planted group
  benchmarks measured KIND ROWS PLANTED LOTS RUNS         the same by dollars or by uplift
  benchmarks traps KIND ROWS CORRELATION LOTS RUNS        searches made-up people for what isn't there
  benchmarks covered PEOPLE RATE DEVIATION RUNS           how often an interval of dollars holds the mean
  benchmarks twins ROWS RUNS                              looks for a planted twin of a star
  benchmarks evenings SEATS ACCEPT COME WAVES COUNT       lets evenings come to pass whose waves go
                                                          out by answers; ACCEPT and COME are
                                                          ranges such as 0.17-0.31
  Prints one JSON value.
  """

func show(_ value: some Encodable) throws {
  print(String(decoding: try JSONEncoder().encode(value), as: UTF8.self))
}

func positive(_ text: String) throws -> Int {
  guard let number = Int(text), number > 0 else { throw UsageError(usage) }
  return number
}

func range(_ text: String) throws -> ClosedRange<Double> {
  let ends = text.split(separator: "-").compactMap { Double($0) }
  guard ends.count == 2, 0 <= ends[0], ends[0] < ends[1], ends[1] <= 1 else {
    throw UsageError(usage)
  }
  return ends[0]...ends[1]
}

do {
  let words = Array(CommandLine.arguments.dropFirst())
  switch (words.first, words.count) {
  case ("folds", 5):
    try writeFolds(
      Table(path: words[1]), count: positive(words[2]), repetitions: positive(words[3]),
      to: words[4])
  case ("crossed", 6):
    guard let terms = Terms(rawValue: words[2]) else { throw UsageError(usage) }
    try show(
      crossValidate(
        Table(path: words[1]), terms, folds: positive(words[3]), repetitions: positive(words[4]),
        to: words[5]))
  case ("fit", 5):
    guard let penalty = Double(words[2]) else { throw UsageError(usage) }
    try show(
      timeFits(
        Table(path: words[1]), penalty: penalty, count: positive(words[3]), to: words[4]))
  case ("packed", 6):
    guard let penalty = Double(words[2]) else { throw UsageError(usage) }
    try show(
      timePacked(
        Workload(folder: words[1]), penalty: penalty, threads: positive(words[3]),
        count: positive(words[4]), to: words[5]))
  case ("passes", 4):
    guard let penalty = Double(words[2]) else { throw UsageError(usage) }
    try show(
      timePasses(Workload(folder: words[1]), penalty: penalty, count: positive(words[3])))
  case ("streamed", 2):
    try show(fitStreamed(rows: positive(words[1])))
  case ("path", 4):
    try show(
      timePaths(folder: words[1], threads: positive(words[2]), count: positive(words[3])))
  case ("search", 6):
    guard let quality = SubgroupQuality(rawValue: words[2]) else { throw UsageError(usage) }
    try show(
      timeSearch(
        words[1], quality, depth: positive(words[3]), threads: positive(words[4]),
        count: positive(words[5])))
  case ("planted", 6):
    guard let rate = Double(words[2]), let planted = Double(words[3]) else {
      throw UsageError(usage)
    }
    try show(
      searchPlanted(
        rows: positive(words[1]), rate: rate, planted: planted, lots: positive(words[4]),
        runs: positive(words[5])))
  case ("measured", 6):
    guard let measure = MadeUpMeasure(rawValue: words[1]), let planted = Double(words[3]) else {
      throw UsageError(usage)
    }
    try show(
      searchMeasured(
        measure, rows: positive(words[2]), planted: planted, lots: positive(words[4]),
        runs: positive(words[5])))
  case ("traps", 6):
    guard let trap = MadeUpTrap(rawValue: words[1]), let correlation = Double(words[3]) else {
      throw UsageError(usage)
    }
    try show(
      searchTraps(
        trap, rows: positive(words[2]), correlation: correlation, lots: positive(words[4]),
        runs: positive(words[5])))
  case ("covered", 5):
    guard let rate = Double(words[2]), let deviation = Double(words[3]) else {
      throw UsageError(usage)
    }
    try show(
      coverDollars(
        people: positive(words[1]), rate: rate, deviation: deviation, runs: positive(words[4])))
  case ("twins", 3):
    try show(searchTwins(rows: positive(words[1]), runs: positive(words[2])))
  case ("evenings", 6):
    try show(
      Evenings(
        seats: positive(words[1]), accept: range(words[2]), come: range(words[3]),
        waves: positive(words[4]), count: positive(words[5])))
  case ("reader", 3):
    try show(timeReader(words[1], count: positive(words[2])))
  default:
    throw UsageError(usage)
  }
} catch {
  FileHandle.standardError.write(Data("benchmarks: \(error)\n".utf8))
  exit(1)
}
