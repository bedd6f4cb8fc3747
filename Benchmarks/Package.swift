// swift-tools-version: 6.2
import PackageDescription

// What `make figures` measures in its own process, through the project's own modules. It is a
// package of its own, so that nobody who builds the program builds this.
let package = Package(
  name: "Benchmarks",
  dependencies: [.package(name: "groundswell", path: "..")],
  targets: [
    .executableTarget(
      name: "benchmarks",
      dependencies: [.product(name: "Measured", package: "groundswell")],
      swiftSettings: [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .treatAllWarnings(as: .error),
      ])
  ],
  swiftLanguageModes: [.v6]
)
