import Campaign

extension ListFile {
  /// Programs that take a list over, and the columns that they know.
  enum HandOver: String, CaseIterable, Sendable {
    /// NGP VAN's bulk import of contacts: the first column must be there, and is filled where the
    /// person's record is a VANID, a number.
    case van
    /// Spoke's contacts.
    case spoke

    var columns: [Column] {
      let shared = [
        Column(header: self == .van ? "firstname" : "firstName") { .text($0.firstName ?? "") },
        Column(header: self == .van ? "lastname" : "lastName") { .text($0.lastName ?? "") },
      ]
      switch self {
      case .van:
        return [
          Column(header: "vanid") {
            .text($0.record.utf8.allSatisfy { (48...57).contains($0) } ? $0.record : "")
          },
          Column(header: "externalid") { .text(PersonName.text(of: $0.person)) },
        ] + shared + [
          Column(header: "addressline1") { .text($0.street ?? "") },
          Column(header: "city") { .text($0.city ?? "") },
          Column(header: "state") { .text($0.state ?? "") },
          Column(header: "zip") { .text($0.zip5 ?? "") },
          Column(header: "phone") { .text($0.phoneText) },
        ]
      case .spoke:
        return shared + [
          Column(header: "cell") { .text($0.phoneText) },
          Column(header: "external_id") { .text(PersonName.text(of: $0.person)) },
          Column(header: "zip") { .text($0.zip5 ?? "") },
        ]
      }
    }
  }
}
