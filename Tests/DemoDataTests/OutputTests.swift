import Campaign
import DemoData
import Foundation
import Testing

struct OutputTests {
  @Test func `the same seed writes the same bytes, another seed others`() throws {
    let first = try WrittenDemo(voters: 700, seed: 7)
    let again = try WrittenDemo(voters: 700, seed: 7)
    let other = try WrittenDemo(voters: 700, seed: 8)
    #expect(first.files == again.files)
    for file in first.files {
      #expect(try first.bytes(file.name) == again.bytes(file.name), "\(file.name)")
      if !["cm.txt", "truth/dirt.csv"].contains(file.name) {
        #expect(try first.bytes(file.name) != other.bytes(file.name), "\(file.name)")
      }
    }
  }

  @Test(arguments: [1, 5, 24, 25, 100]) func `a small campaign has as many voters as asked`(
    _ count: Int
  ) throws {
    let demo = try WrittenDemo(voters: count, seed: 3)
    let bad = try demo.dirt().all.filter { $0[0] == "ncvoter_Statewide.txt" }
      .compactMap { Int($0[2]) }.reduce(0, +)
    #expect(bad == 3)
    #expect(try demo.voters().all.count == count + bad)
  }

  @Test func `a second run replaces the files of the first`() throws {
    let demo = try WrittenDemo(voters: 50, seed: 1)
    let files = try DemoCampaign(voters: 60, seed: 2).write(into: demo.directory)
    for file in files { #expect(try demo.bytes(file.name).count == file.bytes) }
    #expect(try !WrittenDemo.names(in: demo.directory).contains { $0.hasSuffix(".partial") })
  }

  @Test func `a missing folder is a failure that names the file`() throws {
    let parent = try WrittenDemo.emptyDirectory()
    let error = #expect(throws: Failure.self) {
      try DemoCampaign(voters: 50, seed: 1).write(into: parent + "/missing")
    }
    #expect(error?.place == parent + "/missing/ncvoter_Statewide.txt")
    #expect(error?.nextStep != nil)
    #expect(try WrittenDemo.names(in: parent).isEmpty)
  }

  @Test func `a file that can't be written leaves no other behind`() throws {
    let directory = try WrittenDemo.emptyDirectory()
    let obstacle = directory + "/call_results.csv.partial"
    try FileManager.default.createDirectory(
      atPath: obstacle, withIntermediateDirectories: false)
    let error = #expect(throws: Failure.self) {
      try DemoCampaign(voters: 50, seed: 1).write(into: directory)
    }
    #expect(error?.place == directory + "/call_results.csv")
    #expect(try WrittenDemo.names(in: directory) == ["call_results.csv.partial"])
  }

  @Test func `a name that is taken by a folder is a failure without partial files`() throws {
    let directory = try WrittenDemo.emptyDirectory()
    try FileManager.default.createDirectory(
      atPath: directory + "/cm.txt", withIntermediateDirectories: false)
    #expect(throws: Failure.self) {
      try DemoCampaign(voters: 50, seed: 1).write(into: directory)
    }
    #expect(try !WrittenDemo.names(in: directory).contains { $0.hasSuffix(".partial") })
  }
}
