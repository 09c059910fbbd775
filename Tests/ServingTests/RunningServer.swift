import Foundation
import Testing

@testable import Serving

/// A server on a thread of its own, ended when the test is done with it.
final class RunningServer: @unchecked Sendable {
  let addresses: [String]
  private let lifeline = Pipe()
  private let ended = DispatchSemaphore(value: 0)

  private init(_ server: Server) {
    addresses = server.addresses
    nonisolated(unsafe) var owned: Server? = server
    let lifeline = lifeline.fileHandleForReading.fileDescriptor
    let ended = ended
    let thread = Thread {
      try? owned?.run(lifeline: lifeline)
      owned = nil
      ended.signal()
    }
    thread.start()
  }

  static func run(
    at addresses: [SocketAddress] = [.tcp(host: "127.0.0.1", port: 0)], limits: Limits = Limits(),
    token: AccessToken? = nil, hasChanged: (() -> Bool)? = nil, _ body: (RunningServer) throws -> Void
  ) throws {
    let lineProtocol = LineProtocol(responder: StubResponder(), limits: limits, version: "1.0", token: token)
    let running = RunningServer(try Server(lineProtocol, at: addresses, hasChanged: hasChanged))
    try body(running)
    running.stop()
    #expect(running.ended.wait(timeout: .now() + 5) == .success, "the server does not end")
  }

  func stop() { try? lifeline.fileHandleForWriting.close() }
}

/// A client that waits for what it reads, 10 s at most.
final class Client: @unchecked Sendable {
  let descriptor: Int32
  let isDone = DispatchSemaphore(value: 0)
  private var bytes: [UInt8] = []
  private var isOpen = true

  /// Connects to `127.0.0.1:PORT` or to a path.
  init(_ name: String) throws {
    var address: RawAddress
    if name.hasPrefix("/") {
      address = try #require(RawAddress(path: name))
    } else {
      let port = try #require(name.split(separator: ":").last.flatMap { UInt16($0) })
      address = try #require(Syscalls.resolve(host: "127.0.0.1", port: port))
    }
    descriptor = try Syscalls.socket(address.family)
    _ = address.withPointer { connect(descriptor, $0, $1) }
  }

  init(descriptor: Int32) { self.descriptor = descriptor }

  deinit { close() }

  func close() {
    if isOpen { Syscalls.close(descriptor) }
    isOpen = false
  }

  func send(_ text: String) { #expect(trySend(text)) }

  /// False where the other side is gone.
  func trySend(_ text: String) -> Bool {
    var left = Array(text.utf8)[...]
    while !left.isEmpty {
      switch Syscalls.write(descriptor, left) {
      case .moved(let count): left = left.dropFirst(count)
      case .later: _ = Syscalls.wait(for: descriptor, toWrite: true)
      case .end, .broken: return false
      }
    }
    return true
  }

  func endInput() { Syscalls.endOutput(descriptor) }

  /// The next line without its end, or nil where there is none.
  func readLine() -> String? {
    while true {
      if let end = bytes.firstIndex(of: 0x0A) {
        defer { bytes.removeFirst(end + 1) }
        return String(decoding: bytes[..<end], as: UTF8.self)
      }
      guard readMore() else { return nil }
    }
  }

  func readToEnd() -> String {
    while readMore() {}
    return String(decoding: bytes, as: UTF8.self)
  }

  private func readMore() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      switch Syscalls.read(descriptor, into: &buffer) {
      case .moved(let count):
        bytes += buffer[..<count]
        return true
      case .later:
        var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&polled, 1, 10_000) == 1 else { return false }
      case .end, .broken: return false
      }
    }
  }
}
