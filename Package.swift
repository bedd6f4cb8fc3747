// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

// Modules are the walls that must hold (docs/architecture.md): the rules never see the database,
// the mathematics never sees the campaign, and only Pipeline sees all three.
let package = Package(
  name: "groundswell",
  products: [
    .executable(name: "groundswell", targets: ["groundswell"]),
    // What Benchmarks/ measures in its own process.
    .library(name: "Measured", targets: ["Campaign", "Modeling"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .systemLibrary(name: "CLibpq", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .plugin(name: "EmbedText", capability: .buildTool()),

    .target(name: "Postgres", dependencies: ["CLibpq"], swiftSettings: strict),
    .target(name: "Campaign", swiftSettings: strict),
    .target(
      name: "Modeling",
      dependencies: [.product(name: "RealModule", package: "swift-numerics")],
      swiftSettings: strict),
    .target(
      name: "Reporting",
      dependencies: [
        "Campaign", "Modeling", .product(name: "Mustache", package: "swift-mustache"),
      ],
      swiftSettings: strict),
    .target(name: "DemoData", dependencies: ["Campaign"], swiftSettings: strict),
    .target(
      name: "Pipeline",
      dependencies: [
        "CZlib", "CCrypto", "Postgres", "Campaign", "Modeling", "Reporting", "DemoData",
        .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: strict,
      plugins: ["EmbedText"]),
    .executableTarget(
      name: "groundswell",
      dependencies: [
        "Pipeline", "Campaign", "Postgres",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    .target(
      name: "TestSupport", dependencies: ["Postgres", "Campaign", "Pipeline"],
      path: "Tests/TestSupport", swiftSettings: strict),
    .testTarget(
      name: "PostgresTests", dependencies: ["Postgres", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "CampaignTests", dependencies: ["Campaign"], swiftSettings: strict),
    .testTarget(
      name: "ModelingTests", dependencies: ["Modeling"], exclude: ["Fixtures", "Reference"],
      swiftSettings: strict),
    .testTarget(
      name: "ReportingTests", dependencies: ["Reporting", "Campaign"], swiftSettings: strict),
    .testTarget(
      name: "DemoDataTests", dependencies: ["DemoData", "Campaign"], swiftSettings: strict),
    .testTarget(
      name: "PipelineTests",
      dependencies: ["Pipeline", "Postgres", "Campaign", "Modeling", "DemoData", "TestSupport"],
      exclude: ["Reference"],
      swiftSettings: strict),
    .testTarget(
      name: "CommandTests", dependencies: ["Pipeline", "Campaign", "Postgres", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "AttackTests", dependencies: ["Pipeline", "Campaign", "Postgres", "TestSupport"],
      exclude: ["planted.sql", "shared-server"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
