import Campaign
import Modeling

/// What a person on an event's list is offered.
struct Invitation {
  /// The wave, from 1.
  let wave: Int
  /// Seats: two where who lives there comes too.
  let seats: Int
  /// What a seat costs; nil where it costs nothing.
  let price: Cents?
  /// The chance of accepting at a middling evening.
  let acceptChance: Double
  /// Whether the person is of those whom the event draws.
  let isDrawn: Bool
  /// The day on which the answer is due.
  let answerBy: Day
  /// To which format of event the person comes most readily by their own answers, and with which chance; nil
  /// where nothing tells.
  var best: OwnAnswers.Best?

  /// How it stands before an answer.
  var party: SeatForecast.Party {
    .invitedWithChance(acceptChance, group: isDrawn ? 1 : 0)
  }

  /// What all of its seats cost.
  var amount: Cents? { price.map { Cents($0.count * Int64(seats)) } }
}
