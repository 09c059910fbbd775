import Testing

@testable import Serving

/// The envelope: ids, notifications, batches, and the errors that need no method.
@Suite struct LineProtocolTests {
  @Test(arguments: [
    "7", "-0", "123456789012345678901234567890", #""a""#, #""""#, #""\u0041\/é😀""#, #""\ud83d\ude00""#,
  ])
  func idsComeBackAsTheyWereWritten(id: String) {
    let bench = Bench()
    let reply = bench.send(
      #"{ "method" : "reset", "params":{"conversation":"c"}, "id":\#(id) ,"jsonrpc":"2.0"}"#)
    #expect(reply == success(#"{"conversation":"c"}"#, id: id))
  }

  @Test func anIdSplitsNoLine() {
    let reply = Bench().send("{\"jsonrpc\":\"2.0\",\"id\":\"a\u{2028}\u{85}\",\"method\":\"x\"}")
    #expect(reply.hasPrefix(#"{"jsonrpc":"2.0","id":"a\u2028\u0085","error":"#))
  }

  @Test(arguments: ["1.0", "1e2", "true", "null", "[]", "{}", "1,\"id\":1"])
  func otherIdsAreRefused(id: String) {
    let reply = Bench().send(#"{"jsonrpc":"2.0","id":\#(id),"method":"hello"}"#)
    #expect(
      reply.hasPrefix(#"{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"not a request: id "#))
  }

  @Test(arguments: [
    (#"{"id":1,"method":"hello"}"#, "1", #"jsonrpc must be \"2.0\""#),
    (#"{"id":1,"jsonrpc":"1.0","method":"hello"}"#, "1", #"jsonrpc must be \"2.0\""#),
    (#"{"id":1,"jsonrpc":2.0,"method":"hello"}"#, "1", #"jsonrpc must be \"2.0\""#),
    (#"{"id":1,"jsonrpc":"2.0"}"#, "1", "method must be a string"),
    (#"{"id":1,"jsonrpc":"2.0","method":1}"#, "1", "method must be a string"),
    (#"{"jsonrpc":"2.0"}"#, "null", "method must be a string"),
    (#"{}"#, "null", #"jsonrpc must be \"2.0\""#),
    (
      #"{"id":1,"jsonrpc":"2.0","method":"hello","params":{},"params":{}}"#, "1",
      "params is given more than once"
    ),
    ("1", "null", "must be an object"), (#""hello""#, "null", "must be an object"),
    ("null", "null", "must be an object"), ("true", "null", "must be an object"),
  ])
  func whatIsNoRequestIsRefused(line: String, id: String, message: String) {
    #expect(Bench().send(line) == failure(-32600, "not a request: \(message)", id: id))
  }

  @Test func whatIsNotJSONIsRefused() {
    let bench = Bench()
    #expect(bench.send("{") == failure(-32700, "not JSON: it ends early, after byte 1", id: "null"))
    #expect(bench.send("hello") == failure(-32700, "not JSON: unexpected character at byte 1", id: "null"))
    #expect(bench.send(" ") == failure(-32700, "not JSON: it ends early, after byte 1", id: "null"))
    #expect(
      bench.send(bytes: [0x22, 0xFF, 0x22]) == failure(-32700, "not JSON: not UTF-8 at byte 2", id: "null"))
  }

  @Test func emptyLinesAreIgnored() {
    let bench = Bench()
    #expect(bench.send("") == "")
    #expect(bench.send("\r") == "")
    #expect(bench.call("reset", #"{"conversation":"c"}"#) + "\r" == success(#"{"conversation":"c"}"#) + "\r")
    #expect(
      bench.send("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"stats\"}\r").hasPrefix(
        #"{"jsonrpc":"2.0","id":1,"r"#))
  }

  @Test func unknownMethodsAreRefused() {
    let message = "no such method; there are ask, hello, reset, forget, topics, stats, reload"
    #expect(Bench().call("answer") == failure(-32601, message))
    #expect(Bench().call("Ask") == failure(-32601, message))
  }

  @Test func paramsAreAnObjectAbsentOrNull() {
    let bench = Bench()
    #expect(bench.call("stats", "null").contains("result"))
    #expect(bench.send(#"{"jsonrpc":"2.0","id":1,"method":"stats"}"#).contains("result"))
    for params in ["[]", "1", "\"a\"", "true"] {
      #expect(bench.call("stats", params) == failure(-32602, "params: must be an object"))
    }
  }

  @Test func notificationsAreCarriedOutWithoutReply() {
    let bench = Bench()
    #expect(bench.send(#"{"jsonrpc":"2.0","method":"ask","params":{"conversation":"c","text":"a"}}"#) == "")
    #expect(bench.send(#"{"jsonrpc":"2.0","method":"forget","params":{"conversation":"c"}}"#) == "")
    #expect(bench.responder.questions.map(\.text) == ["a"])
    #expect(bench.responder.forgotten == ["c"])
    #expect(bench.send(#"{"jsonrpc":"2.0","method":"nothing"}"#) == "")
    #expect(bench.send(#"{"jsonrpc":"2.0","method":"ask","params":[]}"#) == "")
  }

  @Test func batchesAreAnsweredWithOneArray() {
    let bench = Bench()
    let reset = #""jsonrpc":"2.0","method":"reset","params":{"conversation":"c"}"#
    let done = #"{"conversation":"c"}"#
    #expect(bench.send("[{\(reset),\"id\":1}]") == "[\(success(done))]")
    #expect(
      bench.send("[{\(reset),\"id\":1}, {\(reset)}, 1, [], {\(reset),\"id\":\"b\"}]")
        == "[\(success(done)),\(failure(-32600, "not a request: must be an object", id: "null")),"
        + "\(failure(-32600, "not a request: must be an object", id: "null")),\(success(done, id: "\"b\""))]")
    #expect(bench.send("[{\(reset)},{\(reset)}]") == "")
    #expect(bench.send("[]") == failure(-32600, "an empty batch", id: "null"))
  }

  @Test func batchesAreLimited() {
    let bench = Bench()
    func batch(_ count: Int) -> String {
      let request = #"{"jsonrpc":"2.0","method":"reset","params":{"conversation":"c"}}"#
      return bench.send("[" + Array(repeating: request, count: count).joined(separator: ",") + "]")
    }
    #expect(batch(99) == "" && batch(100) == "")
    #expect(bench.responder.started.count == 199)
    #expect(
      batch(101) == failure(-32600, "a batch of 101 requests, at most 100 are allowed", id: "null"))
    #expect(bench.responder.started.count == 199)
  }

  @Test func theTokenComesFirst() throws {
    let token = try #require(AccessToken(contents: Array("correct horse battery\nsecond line".utf8)))
    let bench = Bench(token: token, isAuthorised: false)
    let refused = failure(-32002, "not authorised: the first request must be hello with the token")
    #expect(bench.ask(#""conversation":"c","text":"a""#) == refused)
    #expect(bench.call("hello") == refused)
    #expect(!bench.session.isOver)
    #expect(bench.call("hello", #"{"token":"correct horse battery"}"#).contains(#""protocol":1"#))
    #expect(bench.ask(#""conversation":"c","text":"a""#) == answer("1: a"))
  }

  @Test func aTokenMayBeTriedThreeTimes() throws {
    let token = try #require(AccessToken(contents: Array("correct horse battery".utf8)))
    let bench = Bench(token: token, isAuthorised: false)
    for guess in ["", "correct horse batter", "correct horse batterycorrect horse battery"] {
      #expect(!bench.session.isOver)
      #expect(bench.call("hello", #"{"token":"\#(guess)"}"#).contains("-32002"))
    }
    #expect(bench.session.isOver)
    #expect(bench.call("hello", #"{"token":"correct horse battery"}"#).contains("-32002"))
    #expect(AccessToken(contents: Array("short\n".utf8)) == nil)
  }
}
