// swift-tools-version: 6.3
import PackageDescription

/// Every target of ours: Swift 6 language mode, warnings are errors.
let settings: [SwiftSetting] = [.treatAllWarnings(as: .error)]

let package = Package(
  name: "enquiry",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "enquiry", targets: ["enquiry"])
  ],
  targets: [
    // One chain: each module knows only those named in its dependencies.
    .target(name: "Text", swiftSettings: settings),
    .target(name: "Tables", dependencies: ["Text"], swiftSettings: settings),
    .target(name: "Answering", dependencies: ["Tables", "Text"], swiftSettings: settings),
    .target(name: "Authoring", dependencies: ["Answering", "Tables", "Text"], swiftSettings: settings),
    .target(
      name: "Serving",
      dependencies: ["Answering", "Text", .target(name: "CEpoll", condition: .when(platforms: [.linux]))],
      swiftSettings: settings),
    .systemLibrary(name: "CEpoll"),
    .target(name: "Chat", dependencies: ["Answering", "Text"], swiftSettings: settings),
    .executableTarget(
      name: "enquiry",
      dependencies: ["Answering", "Authoring", "Chat", "Serving", "Tables", "Text"],
      swiftSettings: settings),
    .testTarget(name: "TextTests", dependencies: ["Text"], swiftSettings: settings),
    .testTarget(name: "AuthoringTests", dependencies: ["Authoring"], swiftSettings: settings),
    .testTarget(
      name: "AnsweringTests", dependencies: ["Answering", "Authoring"],
      exclude: ["Questions", "Reach", "Transcripts"], swiftSettings: settings),
    .testTarget(name: "ServingTests", dependencies: ["Serving"], swiftSettings: settings),
    .testTarget(name: "ChatTests", dependencies: ["Chat"], swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
