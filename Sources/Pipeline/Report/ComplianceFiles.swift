import Campaign

extension ComplianceReview {
  /// The files beside Schedule A, each with all that was found.
  var tables: [ComplianceTable] {
    let receipt = ["person_id", "name", "transaction_id", "received_on", "amount"]
    func table(_ name: String, _ header: [String], _ found: [Found]) -> ComplianceTable {
      var table = ComplianceTable(name, header)
      table.rows = Self.sorted(found).map(\.row)
      return table
    }
    return [
      table(
        "limits",
        receipt + [
          "election", "limit", "limit_is_provisional", "given_to_election", "excess", "ground",
          "status", "deposit_or_return_by", "put_right_by", "days_left", "refunded_on",
          "redesignable_to_general", "redesignation", "cite",
        ], excesses),
      table(
        "room",
        [
          "person_id", "name", "election", "election_on", "limit", "given", "room",
          "latest_receipt_on", "cite",
        ], near),
      table("itemisation", receipt + ["cycle_to_date", "cite"], crossed),
      table(
        "best-efforts", receipt + ["missing", "ask_by", "days_left", "cite"], requests),
      table(
        "sources",
        receipt + [
          "question", "step", "deposit_or_return_by", "settle_by", "days_left", "refunded_on",
          "cleared_on", "cite",
        ], questions),
      table(
        "notices",
        receipt + ["election", "election_on", "notice_by", "days_left", "cite"], notices),
      refundLines,
    ]
  }
}
