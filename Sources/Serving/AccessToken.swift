/// The secret that a client beyond this machine must know.
public struct AccessToken: Sendable {
  private let bytes: [UInt8]

  /// The first line of a token file; nil where it has fewer than `minimumBytes`.
  public init?(contents: [UInt8]) {
    let line = contents.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    guard line.count >= Self.minimumBytes else { return nil }
    bytes = Array(line)
  }

  /// The least length that is taken for a secret.
  public static let minimumBytes = 16

  /// Compares in a time that depends on the length of `given` alone.
  func matches(_ given: String) -> Bool {
    let given = Array(given.utf8)
    var difference = UInt8(given.count == bytes.count ? 0 : 1)
    for place in given.indices { difference |= given[place] ^ bytes[place % bytes.count] }
    return difference == 0
  }
}
