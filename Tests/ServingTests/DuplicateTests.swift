import Testing

@testable import Serving

@Suite struct DuplicateTests {
  @Test func theSameMessageGetsTheSameReplyAgain() {
    let bench = Bench()
    let first = #""conversation":"c","text":"a","message":"wamid.1""#
    #expect(bench.ask(first) == answer("1: a"))
    #expect(bench.ask(first) == answer("1: a", duplicate: true))
    #expect(
      bench.ask(#""conversation":"c","text":"other","message":"wamid.1""#) == answer("1: a", duplicate: true))
    #expect(bench.ask(#""conversation":"c","text":"b","message":"wamid.2""#) == answer("2: b"))
    #expect(
      bench.ask(#""conversation":"d","text":"a","message":"wamid.1""#) == answer("1: a", conversation: "d"))
    #expect(bench.responder.questions.count == 3)
  }

  @Test(arguments: [#""""#, #""0""#, "null"])
  func someIdsTellNothingApart(message: String) {
    let bench = Bench()
    let params = #""conversation":"c","text":"a","message":\#(message)"#
    #expect(bench.ask(params) == answer("1: a"))
    #expect(bench.ask(params) == answer("2: a"))
  }

  @Test func aNotificationCountsAsTheFirst() {
    let bench = Bench()
    let params = #"{"conversation":"c","text":"a","message":"1"}"#
    #expect(bench.send(#"{"jsonrpc":"2.0","method":"ask","params":\#(params)}"#) == "")
    #expect(bench.call("ask", params) == answer("1: a", duplicate: true))
  }

  @Test func resetKeepsThemAndForgetErasesThem() {
    let bench = Bench()
    let params = #""conversation":"c","text":"a","message":"1""#
    _ = bench.ask(params)
    _ = bench.call("reset", #"{"conversation":"c"}"#)
    #expect(bench.ask(params) == answer("1: a", duplicate: true))
    _ = bench.call("forget", #"{"conversation":"c"}"#)
    #expect(bench.lineProtocol.duplicates.count == 0 && bench.lineProtocol.duplicates.bytes == 0)
    #expect(bench.ask(params) == answer("1: a"))
  }

  @Test func theyAreKeptForATime() {
    let bench = Bench()
    let params = #""conversation":"c","text":"a","message":"1""#
    _ = bench.ask(params)
    bench.clock.milliseconds += Int64(bench.lineProtocol.limits.duplicateMilliseconds) - 1
    #expect(bench.ask(params) == answer("1: a", duplicate: true))
    bench.clock.milliseconds += 1
    #expect(bench.ask(params) == answer("2: a"))
  }

  @Test func theyAreBoundedByNumberAndMemory() {
    var limits = Limits()
    limits.duplicateReplies = 3
    var duplicates = Duplicates(limits: limits)
    for number in 1...5 { duplicates.keep([1], for: "\(number)", in: "c\(number % 2)", now: 0) }
    #expect(duplicates.count == 3)
    #expect(
      (1...5).map { duplicates.result(of: "\($0)", in: "c\($0 % 2)", now: 1) != nil } == [
        false, false, true, true, true,
      ])

    limits.duplicateReplies = 1_000
    limits.duplicateBytes = 10_000
    duplicates = Duplicates(limits: limits)
    for number in 1...100 {
      duplicates.keep([UInt8](repeating: 0, count: 500), for: "\(number)", in: "c", now: 0)
      #expect(duplicates.bytes <= 10_000)
    }
    #expect(duplicates.count == 14)
    #expect(duplicates.result(of: "100", in: "c", now: 1) != nil)
  }

  /// What is forgotten leaves a place behind; those are bounded as well.
  @Test func forgettingLeavesNoTrailThatGrows() {
    var limits = Limits()
    limits.duplicateReplies = 100
    var duplicates = Duplicates(limits: limits)
    duplicates.keep([1], for: "first", in: "kept", now: 0)
    for number in 0..<199 {
      duplicates.keep([1], for: "\(number)", in: "c", now: 0)
      duplicates.forget("c")
    }
    #expect(duplicates.count == 1 && duplicates.places == 200)
    #expect(duplicates.result(of: "first", in: "kept", now: 1) != nil)
    for number in 0..<10_000 {
      duplicates.keep([1], for: "\(number)", in: "c", now: 0)
      duplicates.forget("c")
    }
    #expect(duplicates.count == 0 && duplicates.bytes == 0 && duplicates.places == 200)
  }

  @Test func forgettingAndExpiringGoTogether() {
    var limits = Limits()
    limits.duplicateReplies = 2_000
    limits.duplicateMilliseconds = 10
    var duplicates = Duplicates(limits: limits)
    var random = SeededGenerator(seed: 3)
    for number in 0..<20_000 {
      let now = Int64(number / 500)
      let conversation = "c\(Int.random(in: 0..<20, using: &random))"
      if Int.random(in: 0..<50, using: &random) == 0 { duplicates.forget(conversation) }
      if duplicates.result(of: "\(number)", in: conversation, now: now) == nil {
        duplicates.keep([1, 2], for: "\(number)", in: conversation, now: now)
      }
      #expect(duplicates.result(of: "\(number)", in: conversation, now: now) == [1, 2])
      #expect(duplicates.count <= 2_000)
    }
    #expect(duplicates.result(of: "x", in: "c", now: 1_000) == nil)
    #expect(duplicates.count == 0 && duplicates.bytes == 0)
  }
}
