import Foundation
import Testing

@testable import Serving

/// The server over real sockets, each test with its own, on a thread of its own.
@Suite struct ServerTests {
  @Test func everyRequestIsAnsweredAfterHalfClose() throws {
    try RunningServer.run { server in
      let client = try Client(server.addresses[0])
      let count = 3_000
      client.send((1...count).map { ConnectionTests.ask($0, conversation: "c\($0 % 500)") + "\n" }.joined())
      client.endInput()
      let replies = client.readToEnd().split(separator: "\n")
      #expect(replies.count == count)
      #expect(replies.enumerated().allSatisfy { $1.hasPrefix(#"{"jsonrpc":"2.0","id":\#($0 + 1),"result""#) })
    }
  }

  @Test func aUnixSocketIsPrivateAndGoesAway() throws {
    let path = NSTemporaryDirectory() + "enquiry-\(UUID().uuidString.prefix(8)).sock"
    try RunningServer.run(at: [.unix(path: path)]) { server in
      #expect(server.addresses == [path])
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      #expect(attributes[.posixPermissions] as? Int == 0o600)
      let client = try Client(path)
      client.send(ConnectionTests.ask(1) + "\n")
      #expect(client.readLine() == answer("1: a"))
      #expect(throws: ListenError(text: "cannot listen on \(path): a running server listens there")) {
        try Server(Bench().lineProtocol, at: [.unix(path: path)])
      }
      #expect(FileManager.default.fileExists(atPath: path))
    }
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func aStaleSocketIsReplacedAndAFileIsNot() throws {
    let path = NSTemporaryDirectory() + "enquiry-\(UUID().uuidString.prefix(8)).sock"
    let stale = try Syscalls.socket(AF_UNIX)
    try Syscalls.listen(stale, at: #require(RawAddress(path: path)))
    Syscalls.close(stale)
    #expect(FileManager.default.fileExists(atPath: path))
    try RunningServer.run(at: [.unix(path: path)]) { server in
      let client = try Client(path)
      client.send(ConnectionTests.ask(1) + "\n")
      #expect(client.readLine() == answer("1: a"))
    }
    try Data().write(to: URL(fileURLWithPath: path))
    #expect(throws: ListenError(text: "cannot listen on \(path): there is a file that is not a socket")) {
      try Server(Bench().lineProtocol, at: [.unix(path: path)])
    }
    try FileManager.default.removeItem(atPath: path)
    let long = "/tmp/" + String(repeating: "x", count: 120)
    #expect(throws: ListenError(text: "cannot listen on \(long): the path is too long for a socket")) {
      try Server(Bench().lineProtocol, at: [.unix(path: long)])
    }
  }

  @Test func otherMachinesNeedATokenAndLeave() throws {
    let address = SocketAddress.tcp(host: "0.0.0.0", port: 0)
    let allowed = ListenError(
      text: "cannot listen on 0.0.0.0:0: other machines could connect, and that was not allowed")
    #expect(throws: allowed) { try Server(Bench().lineProtocol, at: [address]) }
    let token = ListenError(
      text: "cannot listen on 0.0.0.0:0: other machines could connect, and a token file is needed for that")
    #expect(throws: token) { try Server(Bench().lineProtocol, at: [address], beyondLoopback: true) }
    let secret = try #require(AccessToken(contents: Array("correct horse battery".utf8)))
    let server = try Server(Bench(token: secret).lineProtocol, at: [address], beyondLoopback: true)
    #expect(server.addresses[0].hasPrefix("0.0.0.0:") && server.addresses[0] != "0.0.0.0:0")
  }

  @Test func aTokenIsAskedOverTCPAndTriedThreeTimes() throws {
    let path = NSTemporaryDirectory() + "enquiry-\(UUID().uuidString.prefix(8)).sock"
    let secret = try #require(AccessToken(contents: Array("correct horse battery".utf8)))
    try RunningServer.run(at: [.tcp(host: "127.0.0.1", port: 0), .unix(path: path)], token: secret) {
      server in
      let hello = #"{"jsonrpc":"2.0","id":1,"method":"hello","params":{"token":"correct horse battery"}}"#
      let good = try Client(server.addresses[0])
      good.send(hello + "\n" + ConnectionTests.ask(1) + "\n")
      #expect(good.readLine()?.contains("protocol") == true)
      #expect(good.readLine() == answer("1: a"))
      let bad = try Client(server.addresses[0])
      bad.send(String(repeating: ConnectionTests.ask(1) + "\n", count: 10))
      let replies = bad.readToEnd().split(separator: "\n")
      #expect(replies.count == 3 && replies.allSatisfy { $0.contains("-32002") })
      let local = try Client(path)
      local.send(ConnectionTests.ask(1, conversation: "local") + "\n")
      #expect(local.readLine() == answer("1: a", conversation: "local"))
    }
  }

  @Test func oneConnectionTooManyGetsAnError() throws {
    var limits = Limits()
    limits.connections = 2
    try RunningServer.run(limits: limits) { server in
      let clients = try (1...2).map { _ in try Client(server.addresses[0]) }
      for client in clients {
        client.send(ConnectionTests.ask(1, conversation: "c\(client.descriptor)") + "\n")
        #expect(client.readLine()?.contains("result") == true)
      }
      let third = try Client(server.addresses[0])
      third.send(ConnectionTests.ask(1) + "\n")
      #expect(third.readToEnd() == failure(-32000, "too many connections", id: "null") + "\n")
      clients[0].close()
      // The place is free again once the server has seen the end.
      var isTaken = false
      for _ in 0..<50 where !isTaken {
        let client = try Client(server.addresses[0])
        client.send(ConnectionTests.ask(1, conversation: "d") + "\n")
        isTaken = client.readLine()?.contains("result") == true
        client.close()
        if !isTaken { Thread.sleep(forTimeInterval: 0.02) }
      }
      #expect(isTaken)
    }
  }

  @Test func oneThatDoesNotReadIsClosedAndOthersFeelNothing() throws {
    var limits = Limits()
    limits.unreadBytes = 65_536
    limits.unreadMilliseconds = 1_000
    limits.rateMessages = 0
    try RunningServer.run(limits: limits) { server in
      let deaf = try Client(server.addresses[0])
      let hello = #"{"jsonrpc":"2.0","id":1,"method":"hello"}"# + "\n"
      let other = try Client(server.addresses[0])
      let sender = Thread {
        // Ends with an error once the server closes.
        let lines = String(repeating: hello, count: 1_000)
        while deaf.trySend(lines) {}
        deaf.isDone.signal()
      }
      sender.start()
      for turn in 1...200 {
        other.send(ConnectionTests.ask(1) + "\n")
        #expect(other.readLine() == answer("\(turn): a"))
      }
      #expect(deaf.isDone.wait(timeout: .now() + 20) == .success)
    }
  }

  /// Far more replies than may be unread: requests wait their turn, and nothing is lost.
  @Test func oneThatReadsLateGetsEveryReply() throws {
    var limits = Limits()
    limits.unreadBytes = 65_536
    limits.rateMessages = 0
    try RunningServer.run(limits: limits) { server in
      let late = try Client(server.addresses[0])
      let count = 10_000
      let sender = Thread {
        let lines = (1...count).map { #"{"jsonrpc":"2.0","id":\#($0),"method":"hello"}"# + "\n" }
        _ = late.trySend(lines.joined())
        late.endInput()
        late.isDone.signal()
      }
      sender.start()
      Thread.sleep(forTimeInterval: 2)
      for id in 1...count {
        guard late.readLine()?.hasPrefix(#"{"jsonrpc":"2.0","id":\#(id),"result""#) == true else {
          Issue.record("the reply to request \(id) is lost")
          return
        }
      }
      #expect(late.readLine() == nil)
      #expect(late.isDone.wait(timeout: .now() + 5) == .success)
    }
  }

  /// Each alone might leave any amount unread, all together no more than 64 KiB.
  @Test func whatAllLeaveUnreadIsBounded() throws {
    var limits = Limits()
    limits.unreadBytes = 1 << 40
    limits.unreadTotalBytes = 1 << 16
    limits.unreadMilliseconds = 1_000
    limits.rateMessages = 0
    try RunningServer.run(limits: limits) { server in
      let hello = String(repeating: #"{"jsonrpc":"2.0","id":1,"method":"hello"}"# + "\n", count: 1_000)
      let deaf = try (1...3).map { _ in try Client(server.addresses[0]) }
      for client in deaf {
        let sender = Thread {
          while client.trySend(hello) {}
          client.isDone.signal()
        }
        sender.start()
      }
      let other = try Client(server.addresses[0])
      for turn in 1...200 {
        other.send(ConnectionTests.ask(1) + "\n")
        #expect(other.readLine() == answer("\(turn): a"))
      }
      for client in deaf { #expect(client.isDone.wait(timeout: .now() + 20) == .success) }
    }
  }

  @Test func whoGivesNoTokenIsTurnedOut() throws {
    let secret = try #require(AccessToken(contents: Array("correct horse battery".utf8)))
    var limits = Limits()
    limits.tokenMilliseconds = 500
    try RunningServer.run(limits: limits, token: secret) { server in
      let silent = try Client(server.addresses[0])
      let message = "not authorised: no token was given within 500 ms"
      #expect(silent.readToEnd() == failure(-32002, message, id: "null") + "\n")
    }
  }

  @Test func aSocketOfAnotherKindIsNotReplaced() throws {
    let path = NSTemporaryDirectory() + "enquiry-\(UUID().uuidString.prefix(8)).sock"
    #if canImport(Darwin)
      let other = socket(AF_UNIX, SOCK_DGRAM, 0)
    #else
      let other = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
    #endif
    defer {
      Syscalls.close(other)
      Syscalls.remove(path: path)
    }
    var address = try #require(RawAddress(path: path))
    #expect(address.withPointer { bind(other, $0, $1) } == 0)
    #expect(throws: ListenError(text: "cannot listen on \(path): a running server listens there")) {
      try Server(Bench().lineProtocol, at: [.unix(path: path)])
    }
    #expect(Syscalls.identity(path: path)?.isSocket == true)
  }

  @Test func theEndAnswersWhatArrived() throws {
    try RunningServer.run { server in
      let idle = try Client(server.addresses[0])
      let busy = try Client(server.addresses[0])
      busy.send(ConnectionTests.ask(1) + "\n")
      #expect(busy.readLine() == answer("1: a"))
      busy.send(ConnectionTests.ask(1) + "\n" + ConnectionTests.ask(1) + "\n" + #"{"jsonrpc""#)
      server.stop()
      #expect(busy.readToEnd() == answer("2: a") + "\n" + answer("3: a") + "\n")
      #expect(idle.readToEnd() == "")
    }
  }

  @Test func twoDeliveriesOnTwoConnectionsAreOne() throws {
    try RunningServer.run { server in
      let request = ConnectionTests.ask(1).replacing(#""text""#, with: #""message":"m","text""#) + "\n"
      let clients = try (1...5).map { _ in try Client(server.addresses[0]) }
      for client in clients { client.send(request) }
      let replies = clients.compactMap { $0.readLine() }
      #expect(replies.count { $0 == answer("1: a") } == 1)
      #expect(replies.count { $0 == answer("1: a", duplicate: true) } == 4)
    }
  }

  @Test func filesThatChangedAreReadAnewWithinSeconds() throws {
    let changes = Changes()
    try RunningServer.run(hasChanged: changes.next) { server in
      let client = try Client(server.addresses[0])
      var stats = ""
      for _ in 0..<100 where !stats.contains(#""reloads":{"done":1,"failed":0}"#) {
        Thread.sleep(forTimeInterval: 0.05)
        client.send(#"{"jsonrpc":"2.0","id":1,"method":"stats"}"# + "\n")
        stats = client.readLine() ?? ""
      }
      #expect(stats.contains(#""reloads":{"done":1,"failed":0}"#), "\(stats)")
      #expect(stats.contains(#""connections":{"open":1,"accepted":1,"refused":0}"#))
    }
  }

  /// Files that have changed once.
  private final class Changes {
    private var isFirst = true
    func next() -> Bool {
      defer { isFirst = false }
      return isFirst
    }
  }

  @Test(arguments: [
    ("127.0.0.1:7007", SocketAddress.tcp(host: "127.0.0.1", port: 7007)),
    ("[::1]:0", .tcp(host: "::1", port: 0)), ("localhost:65535", .tcp(host: "localhost", port: 65535)),
    ("localhost", nil), ("localhost:", nil), (":7007", nil), ("::1:7007", nil), ("a:65536", nil),
    ("a:-1", nil),
  ])
  func addressesAreRead(text: String, expected: SocketAddress?) {
    #expect(SocketAddress(tcp: text) == expected)
  }
}
