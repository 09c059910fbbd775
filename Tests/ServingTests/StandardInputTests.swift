import Foundation
import Testing

@testable import Serving

/// The loop over two pipes, as a gateway sees it.
@Suite struct StandardInputTests {
  /// What is written in reply to these pieces, the input then being closed.
  func serve(_ pieces: [[UInt8]], limits: Limits = Limits()) throws -> String {
    let input = Pipe()
    let output = Pipe()
    let writer = Thread {
      for piece in pieces { input.fileHandleForWriting.write(Data(piece)) }
      try? input.fileHandleForWriting.close()
    }
    writer.start()
    let collector = Collector(output)
    let bench = Bench(limits: limits)
    run(bench, input, output, try Signals())
    try output.fileHandleForWriting.close()
    return collector.text()
  }

  func run(_ bench: Bench, _ input: Pipe, _ output: Pipe, _ signals: consuming Signals) {
    var loop = StandardLoop(
      bench.lineProtocol, input: input.fileHandleForReading.fileDescriptor,
      output: output.fileHandleForWriting.fileDescriptor, signals: signals)
    loop.run()
  }

  @Test func everyRequestIsAnsweredUntilTheInputEnds() throws {
    let lines = (1...3).map {
      #"{"jsonrpc":"2.0","id":\#($0),"method":"reset","params":{"conversation":"c"}}"#
    }
    let replies = (1...3).map { success(#"{"conversation":"c"}"#, id: "\($0)") + "\n" }.joined()
    #expect(try serve([Array(lines.joined(separator: "\n").utf8)]) == replies)
    #expect(try serve([Array(lines.joined(separator: "\r\n\r\n").utf8)]) == replies)
    #expect(try serve([]) == "")
  }

  @Test func moreThanAPipeHoldsIsAnswered() throws {
    let count = 2_000
    let lines = (0..<count).map { #"{"jsonrpc":"2.0","id":\#($0),"method":"hello"}"# + "\n" }.joined()
    let replies = try serve([Array(lines.utf8)]).split(separator: "\n")
    #expect(replies.count == count)
    #expect(replies.enumerated().allSatisfy { $1.hasPrefix(#"{"jsonrpc":"2.0","id":\#($0),"#) })
  }

  @Test func nobodyReadingIsNoReasonToComplain() throws {
    Syscalls.ignoreBrokenPipes()
    let input = Pipe()
    let output = Pipe()
    try output.fileHandleForReading.close()
    input.fileHandleForWriting.write(Data(#"{"jsonrpc":"2.0","id":1,"method":"hello"}"#.utf8 + [0x0A]))
    run(Bench(), input, output, try Signals())
  }
}

@Suite struct SignalTests {
  /// A signal that waits for this very thread.
  func raise(_ number: Int32) { pthread_kill(pthread_self(), number) }

  @Test func anEndThatIsAskedForEndsTheLoop() throws {
    let (input, output) = (Pipe(), Pipe())
    let signals = try Signals()
    raise(SIGTERM)
    let bench = Bench()
    StandardInputTests().run(bench, input, output, signals)
    #expect(bench.lineProtocol.statistics.requests == 0)
  }

  @Test func theFilesAreReadAnew() throws {
    let (input, output) = (Pipe(), Pipe())
    let signals = try Signals()
    raise(SIGHUP)
    try input.fileHandleForWriting.close()
    let bench = Bench()
    StandardInputTests().run(bench, input, output, signals)
    #expect(bench.lineProtocol.statistics.reloads == 1)
  }
}

@Suite struct StandardRelayTests {
  @Test func bytesGoBothWaysToTheirEnd() throws {
    let (input, output) = (Pipe(), Pipe())
    let relay = try StandardRelay(
      input: input.fileHandleForReading.fileDescriptor, output: output.fileHandleForWriting.fileDescriptor)
    let client = Client(descriptor: relay.socket)
    input.fileHandleForWriting.write(Data("question\n".utf8))
    #expect(client.readLine() == "question")
    client.send("answer\n")
    try input.fileHandleForWriting.close()
    #expect(client.readLine() == nil)
    client.send("late answer\n")
    client.close()
    relay.finish(milliseconds: 5_000)
    try output.fileHandleForWriting.close()
    #expect(Collector(output).text() == "answer\nlate answer\n")
  }

  /// As `serve --stdio --watch` does.
  @Test func aServerThatListensNowhereEndsWithItsInput() throws {
    let (input, output) = (Pipe(), Pipe())
    let relay = try StandardRelay(
      input: input.fileHandleForReading.fileDescriptor, output: output.fileHandleForWriting.fileDescriptor)
    let socket = relay.socket
    input.fileHandleForWriting.write(Data((ConnectionTests.ask(1) + "\n" + ConnectionTests.ask(1)).utf8))
    try input.fileHandleForWriting.close()
    let ended = DispatchSemaphore(value: 0)
    let thread = Thread {
      let server = try? Server(Bench().lineProtocol, at: [], hasChanged: { false })
      try? server?.takeStandard(socket)
      try? server?.serve(Signals(), nil)
      ended.signal()
    }
    thread.start()
    try #require(ended.wait(timeout: .now() + 5) == .success, "the server does not end")
    relay.finish(milliseconds: 5_000)
    try output.fileHandleForWriting.close()
    #expect(Collector(output).text() == answer("1: a") + "\n" + answer("2: a") + "\n")
  }

  @Test func repliesThatNobodyReadsGoNowhere() throws {
    Syscalls.ignoreBrokenPipes()
    let (input, output) = (Pipe(), Pipe())
    try output.fileHandleForReading.close()
    let relay = try StandardRelay(
      input: input.fileHandleForReading.fileDescriptor, output: output.fileHandleForWriting.fileDescriptor)
    let client = Client(descriptor: relay.socket)
    client.send(String(repeating: "x", count: 1_000_000))
    client.close()
    relay.finish(milliseconds: 5_000)
  }
}

/// Reads a pipe to its end on a thread of its own.
final class Collector: @unchecked Sendable {
  private var data = Data()
  private let done = DispatchSemaphore(value: 0)

  init(_ pipe: Pipe) {
    let thread = Thread { [self] in
      data = pipe.fileHandleForReading.readDataToEndOfFile()
      done.signal()
    }
    thread.start()
  }

  func text() -> String {
    done.wait()
    return String(decoding: data, as: UTF8.self)
  }
}
