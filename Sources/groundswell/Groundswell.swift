import ArgumentParser

@main
struct Groundswell: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Campaign fundraising and targeting.")
}
