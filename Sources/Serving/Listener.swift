/// Where a server listens.
public enum SocketAddress: Sendable, Equatable {
  case tcp(host: String, port: UInt16)
  case unix(path: String)

  /// Reads `HOST:PORT` such as `127.0.0.1:7007`, `[::1]:7007` or `localhost:0`; nil for anything else.
  public init?(tcp text: String) {
    guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else {
      return nil
    }
    var host = text[..<colon]
    if host.hasPrefix("["), host.hasSuffix("]") {
      host = host.dropFirst().dropLast()
    } else if host.contains(":") {
      return nil
    }
    guard !host.isEmpty else { return nil }
    self = .tcp(host: String(host), port: port)
  }
}

/// Why a server cannot listen, in words for the one who started it.
public struct ListenError: Error, Equatable {
  public var text: String
}

/// A socket that takes connections; it closes, and its file goes, when the value ends.
final class Listener {
  let descriptor: Int32
  /// `127.0.0.1:41234` with the port in truth, or the path.
  let name: String
  /// Whether a connection must bring the token.
  let needsToken: Bool
  private let path: String?
  private let file: UInt64?

  /// - Parameters:
  ///   - hasToken: whether there is a token; then connections over TCP must bring it.
  ///   - beyondLoopback: whether other machines may connect, which needs a token.
  init(_ address: SocketAddress, hasToken: Bool, beyondLoopback: Bool) throws(ListenError) {
    let raw: RawAddress
    switch address {
    case .tcp(let host, let port):
      guard let resolved = Syscalls.resolve(host: host, port: port) else {
        throw ListenError(text: "cannot listen on \(host):\(port): no such host")
      }
      guard resolved.isLoopback || (beyondLoopback && hasToken) else {
        let lacking = beyondLoopback ? "a token file is needed for that" : "that was not allowed"
        throw ListenError(
          text: "cannot listen on \(host):\(port): other machines could connect, and \(lacking)")
      }
      raw = resolved
      path = nil
      needsToken = hasToken
    case .unix(let path):
      guard let address = RawAddress(path: path) else {
        throw ListenError(text: "cannot listen on \(path): the path is too long for a socket")
      }
      try Self.makeWay(for: address, path)
      raw = address
      self.path = path
      needsToken = false
    }
    let made: Int32
    do throws(SystemError) {
      made = try Syscalls.socket(raw.family)
      do throws(SystemError) {
        try Syscalls.withPrivateFiles { () throws(SystemError) in try Syscalls.listen(made, at: raw) }
      } catch {
        Syscalls.close(made)
        throw error
      }
    } catch {
      throw ListenError(text: "cannot listen on \(path ?? raw.text): \(error.text)")
    }
    descriptor = made
    name = path ?? Syscalls.address(of: made).text
    file = path.flatMap { Syscalls.identity(path: $0)?.file }
  }

  deinit {
    Syscalls.close(descriptor)
    // Another server may have taken the path over.
    if let path, let file, Syscalls.identity(path: path)?.file == file { Syscalls.remove(path: path) }
  }

  /// Removes the socket that an earlier server left behind, but nothing else.
  private static func makeWay(for address: RawAddress, _ path: String) throws(ListenError) {
    guard let found = Syscalls.identity(path: path) else { return }
    guard found.isSocket else {
      throw ListenError(text: "cannot listen on \(path): there is a file that is not a socket")
    }
    guard !Syscalls.isAnswered(address) else {
      throw ListenError(text: "cannot listen on \(path): a running server listens there")
    }
    Syscalls.remove(path: path)
  }
}
