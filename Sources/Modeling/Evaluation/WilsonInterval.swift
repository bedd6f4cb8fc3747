/// The 95 % interval of a rate from its counts (Wilson 1927); all of 0 to 1 where nobody was counted.
func wilsonInterval(positives: Int, of people: Int) -> ClosedRange<Double> {
  guard people > 0 else { return 0...1 }
  let (count, share) = (Double(people), Double(positives) / Double(people))
  let square = normal975 * normal975
  let centre = (share + square / (2 * count)) / (1 + square / count)
  let half =
    normal975 / (1 + square / count)
    * (share * (1 - share) / count + square / (4 * count * count)).squareRoot()
  // At no or all positives an end is exactly 0 or 1, which the rounding of a difference misses.
  return
    (positives == 0 ? 0 : max(0, centre - half))...(positives == people ? 1 : min(1, centre + half))
}
