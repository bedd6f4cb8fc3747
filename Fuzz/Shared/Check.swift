/// Stops the fuzzer on this input, with the law that the product broke.
func check(_ holds: @autoclosure () -> Bool, _ law: @autoclosure () -> String) {
  if !holds() { fatalError("broken: \(law())") }
}
