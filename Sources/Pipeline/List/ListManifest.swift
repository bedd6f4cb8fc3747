import Campaign
import Foundation
import Modeling

/// What a list is made of: enough to make it again, to account for everyone, and to show by which
/// law its data serve it.
struct ListManifest: Codable {
  struct Cite: Codable {
    var provenance: String
    var cite: String
    var checkedOn: String
  }

  struct Limit: Codable {
    var election: String
    var electionDay: String
    var dollars: String
    var cite: String
    var isProvisional: Bool
  }

  struct File: Codable, Equatable {
    var name: String
    var people: Int
    var sha256: String
  }

  struct Event: Codable {
    var name: String
    var day: String
    var wave: Int
    var answerBy: String
    var seats: Int
    var seatsOffered: Int
    var seatsExpected: Double
    var chanceFull: Double
    var chanceOver: Double
  }

  struct Model: Codable {
    var name: String
    var version: Int64
  }

  struct Holdout: Codable {
    var share: Double
    var seed: String
    var unit: String
  }

  var list: String
  var title: String
  var purpose: String
  var channel: String
  var rankedBy: String
  var definitionSHA256: String
  var model: String
  var modelVersion: Int64
  var question: String
  /// Models beside it whose scores the list goes by.
  var otherModels: [Model]
  /// The seed of the model's training part, whose people may be left off.
  var seed: String
  var asOf: String
  var programVersion: String
  var expectedValue: String?
  /// What the model's experiment didn't bear out, on a list cut all the same.
  var warning: String?
  var columns: [String]
  var size: Int
  var universe: Int
  var listed: Int
  var heldOut: Int
  var excluded: [String: Int]
  var limit: Limit?
  var capacity: String?
  /// How full the room will be, on an event's list.
  var event: Event?
  var holdout: Holdout?
  var rulesAbsent: [String]
  var permittedUse: [Cite]
  /// Each file of the list and the SHA-256 of its bytes.
  var files: [File]

  /// Writes the manifest; the same cut gives the same bytes.
  ///
  /// - Returns: the file's SHA-256.
  func write(to path: String) throws -> String {
    try OutputFile.writeJSON(self, to: path)
  }
}

extension ListManifest {
  init(_ account: ListAccount, columns: [String], files: [File]) {
    let query = account.query
    let list = query.list
    self.list = list.name
    title = list.title
    purpose = list.purpose
    channel = list.channel.rawValue
    rankedBy = list.ranking.rawValue
    expectedValue =
      list.ranking.isOfUplift
      ? nil : "the chance times the smoothed mean gift of the band of the highest earlier gift"
    warning = query.warning
    definitionSHA256 = Digest.of(list.text)
    model = list.model
    modelVersion = query.model.number
    question = query.model.definition.question
    otherModels = query.others.map { Model(name: $0.name, version: $0.number) }
    seed = query.model.seed
    asOf = query.day.description
    programVersion = ProgramVersion.text
    self.columns = columns
    size = list.event == nil ? list.size : account.listed
    universe = account.universe
    listed = account.listed
    heldOut = account.heldOutCount
    excluded = account.excluded
    limit = query.rules.limit.map {
      Limit(
        election: $0.election.name.rawValue, electionDay: $0.election.day.description,
        dollars: $0.limit.amount.plain, cite: $0.limit.cite, isProvisional: $0.isProvisional)
    }
    rulesAbsent = query.rules.absent
    permittedUse = account.cites
    capacity = list.capacity?.inWords
    event = account.invitations.map { invitations in
      let standing = invitations.standing
      func rounded(_ value: Double) -> Double { (value * 1e6).rounded() / 1e6 }
      return Event(
        name: standing.event.name, day: standing.event.day.description, wave: standing.wave,
        answerBy: (account.rows.first?.invitation?.answerBy ?? standing.answerBy).description,
        seats: standing.event.seats,
        seatsOffered: account.rows.compactMap(\.invitation?.seats).reduce(0, +),
        seatsExpected: rounded(invitations.forecast.expected),
        chanceFull: rounded(invitations.forecast.chance(ofFilling: SeatPlan.Goals().fullShare)),
        chanceOver: rounded(invitations.forecast.chanceOfOver))
    }
    if list.holdout > 0 {
      holdout = Holdout(
        share: list.holdout, seed: ListQuery.holdoutSeed(query.campaign),
        unit: "household; who shares a telephone with it is not called either")
    }
    self.files = files
  }
}
