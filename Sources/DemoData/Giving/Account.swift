/// A donor as one account at the conduit has them: with the name, address and mailbox that they
/// typed, which need not be the register's.
struct Account {
  let donorID: Int
  var given: String
  var family: String
  var address: String
  var unit: String
  var city: String
  var state: String
  var zip: String
  var email: String
  var phone: String
  var occupation: String
  var employer: String
}
