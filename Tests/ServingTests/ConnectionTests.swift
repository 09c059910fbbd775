import Foundation
import Testing

@testable import Serving

/// The connection without a socket.
@Suite struct ConnectionTests {
  static func ask(_ id: Int, _ text: String = "a", conversation: String = "c") -> String {
    #"{"jsonrpc":"2.0","id":\#(id),"method":"ask","params":{"conversation":"\#(conversation)","text":"\#(text)"}}"#
  }

  /// What is sent in reply to these pieces, of which the last is followed by the end of input.
  func transcript(_ pieces: [ArraySlice<UInt8>], limits: Limits = Limits(), lines: Int = 16) -> String {
    let bench = Bench(limits: limits)
    var connection = Connection(limits: limits, session: bench.session)
    var sent: [UInt8] = []
    func turn() {
      repeat {
        connection.answer(bench.lineProtocol, lines: lines, now: 0)
        _ = connection.send(now: 0) { bytes in
          sent += bytes
          return .moved(bytes.count)
        }
      } while connection.canAnswer
    }
    for piece in pieces {
      connection.receive(piece)
      turn()
    }
    connection.endInput()
    turn()
    #expect(connection.action == .close)
    return String(decoding: sent, as: UTF8.self)
  }

  /// Requests of every sort, good and bad, with lines at and over the limit.
  static let stream: [UInt8] = {
    let tooLong = String(repeating: "x", count: 300)
    let lines = [
      ask(1), "", ask(2, "漢😀\\n") + "\r",
      #"{"jsonrpc":"2.0","method":"reset","params":{"conversation":"c"}}"#,
      ask(3), "nonsense", "[\(ask(4)),1,\(ask(5))]", tooLong, #"{"jsonrpc":"2.0","id":6,"method":"reset"}"#,
      "[]",
      tooLong + tooLong, #"{"jsonrpc":"2.0","id":"z","method":"nothing","params":{}}"#, ask(7, "handoff"),
      #"{"jsonrpc":"2.0","id":8,"method":"topics"}"#, ask(9),
    ]
    return Array(lines.joined(separator: "\n").utf8) + [0x0A, 0x22, 0xFF, 0x22, 0x0A] + Array(ask(10).utf8)
  }()

  static let limits: Limits = {
    var limits = Limits()
    limits.lineBytes = 256
    return limits
  }()

  @Test func aStreamIsAnsweredTheSameHoweverItIsCut() {
    let stream = Self.stream
    let whole = transcript([stream[...]], limits: Self.limits)
    #expect(whole.split(separator: "\n").count == 15)
    #expect(whole.contains(failure(-32001, "line: at most 256 bytes are allowed", id: "null")))
    #expect(whole.hasSuffix(answer("6: a").replacing(#""id":1,"#, with: #""id":10,"#) + "\n"))
    #expect(transcript(stream.indices.map { stream[$0...$0] }, limits: Self.limits) == whole)
    var random = SeededGenerator(seed: 11)
    for round in 1...200 {
      var pieces: [ArraySlice<UInt8>] = []
      var start = 0
      while start < stream.count {
        let end = min(start + Int.random(in: 1...max(1, round * 5), using: &random), stream.count)
        pieces.append(stream[start..<end])
        start = end
      }
      #expect(transcript(pieces, limits: Self.limits, lines: 1 + round % 5) == whole)
    }
  }

  @Test func mutilatedStreamsAreAnsweredWithJSONAndTheSameHoweverCut() {
    var random = SeededGenerator(seed: 23)
    for _ in 0..<300 {
      var stream = Self.stream
      for _ in 0..<Int.random(in: 1...12, using: &random) {
        let place = Int.random(in: 0..<stream.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: stream.remove(at: place)
        case 1: stream[place] = UInt8.random(in: 0...255, using: &random)
        case 2: stream.insert(Array("{}[]\",:\\0\n\r".utf8).randomElement(using: &random) ?? 0, at: place)
        default: stream.removeSubrange(place..<min(place + 9, stream.count))
        }
      }
      let whole = transcript([stream[...]], limits: Self.limits)
      for line in whole.split(separator: "\n") {
        #expect((try? JSONSerialization.jsonObject(with: Data(line.utf8))) != nil, "\(line)")
      }
      let cut = Int.random(in: 0...stream.count, using: &random)
      #expect(transcript([stream[..<cut], stream[cut...]], limits: Self.limits, lines: 1) == whole)
    }
  }

  @Test func repliesThatAreNotReadStopTheReading() {
    var limits = Limits()
    limits.unreadBytes = 1_000
    let bench = Bench(limits: limits)
    var connection = Connection(limits: limits, session: bench.session)
    let requests = (1...20).map { Self.ask($0, conversation: "c\($0)") + "\n" }.joined()
    connection.receive(Array(requests.utf8)[...])
    connection.answer(bench.lineProtocol, lines: 100, now: 5)
    let reply = 200
    #expect((1_000..<1_000 + 2 * reply).contains(connection.unsent.count))
    #expect(connection.action == .wait(.write))
    #expect(!connection.canAnswer)
    #expect(connection.problem(now: 10_004) == nil)
    #expect(connection.problem(now: 10_005)?.message == "replies are not read")
    // A byte that is taken gives it time again.
    _ = connection.send(now: 9_000) { _ in .moved(1) }
    connection.answer(bench.lineProtocol, lines: 100, now: 9_000)
    #expect(connection.problem(now: 18_999) == nil)
    #expect(connection.problem(now: 19_000) != nil)
    // All is answered once it reads.
    connection.endInput()
    var sent = 0
    while connection.action != .close {
      _ = connection.send(now: 9_001) { bytes in
        sent += bytes.count { $0 == 0x0A }
        return .moved(bytes.count)
      }
      connection.answer(bench.lineProtocol, lines: 3, now: 9_001)
    }
    #expect(sent == 20)
    #expect(connection.problem(now: 99_999) == nil)
  }

  /// Where all together leave too much unread, one may still have its share, and goes on when that is over.
  @Test func inACrowdEachHasItsShare() {
    let bench = Bench()
    var connection = Connection(limits: Limits(), session: bench.session)
    let requests = (1...400).map { Self.ask($0, conversation: "c\($0)") + "\n" }.joined()
    connection.crowd(true, now: 0)
    connection.receive(Array(requests.utf8)[...])
    connection.answer(bench.lineProtocol, lines: 400, now: 0)
    #expect((Limits.unreadShare..<Limits.unreadShare + 400).contains(connection.unsent.count))
    #expect(!connection.canAnswer && connection.action == .wait(.write))
    #expect(connection.problem(now: 9_999) == nil)
    #expect(connection.problem(now: 10_000)?.message == "replies are not read")
    connection.crowd(false, now: 5_000)
    #expect(connection.canAnswer && connection.problem(now: 10_000) == nil)
    connection.answer(bench.lineProtocol, lines: 400, now: 5_000)
    #expect(connection.unsent.count { $0 == 0x0A } == 400)
    connection.crowd(true, now: 6_000)
    #expect(connection.problem(now: 15_999) == nil && connection.problem(now: 16_000) != nil)
  }

  @Test func aTokenMustBeGivenInTime() throws {
    let token = try #require(AccessToken(contents: Array("correct horse battery".utf8)))
    let bench = Bench(token: token)
    var connection = Connection(limits: Limits(), session: .init(isAuthorised: false), now: 5)
    #expect(connection.problem(now: 30_004) == nil)
    #expect(connection.problem(now: 30_005)?.code == .notAuthorised)
    let hello = #"{"jsonrpc":"2.0","id":1,"method":"hello","params":{"token":"correct horse battery"}}"#
    connection.receive(Array((hello + "\n").utf8)[...])
    connection.answer(bench.lineProtocol, lines: 1, now: 10)
    #expect(connection.problem(now: 99_999) == nil)
  }

  @Test func aLineMustBeFinishedInTime() {
    let bench = Bench()
    var connection = Connection(limits: Limits(), session: bench.session)
    func receive(_ text: String, now: Int64) {
      connection.receive(Array(text.utf8)[...])
      connection.answer(bench.lineProtocol, lines: 9, now: now)
    }
    receive("{", now: 0)
    receive("\"", now: 20_000)
    #expect(connection.problem(now: 29_999) == nil)
    #expect(connection.problem(now: 30_000)?.code == .notJSON)
    receive("\n{", now: 29_000)
    #expect(connection.problem(now: 58_999) == nil)
    #expect(connection.problem(now: 59_000) != nil)
    receive("\n", now: 58_000)
    #expect(connection.problem(now: 999_000) == nil)
    // One that is skipped must end as well.
    receive(String(repeating: "x", count: 70_000), now: 0)
    receive("x", now: 29_000)
    #expect(connection.problem(now: 30_000) != nil)
    receive("\n", now: 30_000)
    #expect(connection.problem(now: 999_000) == nil)
  }

  @Test func aTurnAnswersAFewLines() {
    let bench = Bench()
    var connection = Connection(limits: Limits(), session: bench.session)
    connection.receive(Array((Self.ask(1) + "\n" + Self.ask(2) + "\n" + Self.ask(3)).utf8)[...])
    connection.answer(bench.lineProtocol, lines: 1, now: 0)
    #expect(bench.responder.questions.count == 1 && connection.canAnswer)
    #expect(connection.action == .wait(.write))
    connection.answer(bench.lineProtocol, lines: 5, now: 0)
    #expect(bench.responder.questions.count == 2 && !connection.canAnswer)
    #expect(connection.action == .wait([.read, .write]))
  }

  @Test func theEndLeavesOutALineThatIsNotComplete() {
    let bench = Bench()
    var connection = Connection(limits: Limits(), session: bench.session)
    connection.receive(Array((Self.ask(1) + "\n" + Self.ask(2)).utf8)[...])
    connection.stopReading()
    connection.answer(bench.lineProtocol, lines: 9, now: 0)
    #expect(bench.responder.questions.count == 1)
    #expect(connection.action == .wait(.write))
  }

  @Test func aRefusedTokenEndsTheConnection() throws {
    let token: AccessToken = try #require(AccessToken(contents: Array("correct horse battery".utf8)))
    let bench = Bench(token: token)
    var connection = Connection(limits: Limits(), session: .init(isAuthorised: false))
    connection.receive(Array((1...5).map { Self.ask($0) + "\n" }.joined().utf8)[...])
    connection.answer(bench.lineProtocol, lines: 9, now: 0)
    #expect(connection.unsent.count { $0 == 0x0A } == 3)
    #expect(connection.action == .wait(.write) && !connection.canAnswer)
    _ = connection.send(now: 0) { .moved($0.count) }
    #expect(connection.action == .close)
  }
}
