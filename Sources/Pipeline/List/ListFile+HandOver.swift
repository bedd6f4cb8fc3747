import Campaign

extension ListDefinition.HandOver {
  /// The columns that the program knows; of a list of texts also when each may be sent, which stands in
  /// Spoke as a custom field.
  func columns(_ query: ListQuery) -> [ListFile.Column] {
    let shared = [
      ListFile.Column(header: self == .van ? "firstname" : "firstName") {
        .text($0.firstName ?? "")
      },
      ListFile.Column(header: self == .van ? "lastname" : "lastName") { .text($0.lastName ?? "") },
    ]
    switch self {
    case .van:
      return [
        ListFile.Column(header: "vanid") { .text($0.vanid ?? "") },
        ListFile.Column(header: "externalid") { .text(PersonName.text(of: $0.person)) },
      ] + shared + [
        ListFile.Column(header: "addressline1") { .text($0.street ?? "") },
        ListFile.Column(header: "city") { .text($0.city ?? "") },
        ListFile.Column(header: "state") { .text($0.state ?? "") },
        ListFile.Column(header: "zip") { .text($0.zip5 ?? "") },
        ListFile.Column(header: "phone") { .text($0.phoneText) },
      ]
    case .spoke:
      return shared + [
        ListFile.Column(header: "cell") { .text($0.phoneText) },
        ListFile.Column(header: "external_id") { .text(PersonName.text(of: $0.person)) },
        ListFile.Column(header: "zip") { .text($0.zip5 ?? "") },
        ListFile.hoursColumn(query),
      ]
    }
  }
}
