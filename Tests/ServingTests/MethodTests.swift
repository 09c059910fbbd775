import Testing

@testable import Serving

@Suite struct MethodTests {
  @Test func helloTellsWhatThereIs() {
    let reply = Bench().call("hello")
    #expect(
      reply.hasPrefix(
        success(
          #"{"name":"enquiry","version":"1.0","protocol":1,"#
            + #""languages":["en","zh-Hans","zh-Hant","ja","fr","ar"],"#
            + #""channels":["plain","terminal","whatsapp","wechat"],"#
            + #""limits":{"line_bytes":65536,"text_characters":4096,"conversation_bytes":256,"#
        ).dropLast()))
    #expect(
      reply.contains(#""batch_requests":100"#) && reply.contains(#""rate_messages":20,"rate_ms":10000"#))
  }

  @Test func resetAndForgetNeedAConversation() {
    let bench = Bench()
    for method in ["reset", "forget"] {
      #expect(bench.call(method, #"{"conversation":"c"}"#) == success(#"{"conversation":"c"}"#))
      #expect(bench.call(method) == failure(-32602, "conversation: is missing"))
      #expect(bench.call(method, #"{"conversation":""}"#) == failure(-32602, "conversation: is empty"))
    }
    #expect(bench.responder.started == ["c"] && bench.responder.forgotten == ["c"])
  }

  @Test func topicsAreToldInALanguage() {
    let bench = Bench()
    func topics(_ language: String) -> String {
      success(
        #"{"language":"\#(language)","topics":[{"id":"land","title":"Land (\#(language))","#
          + #""examples":["What land is free?"]}]}"#)
    }
    #expect(bench.call("topics") == topics("en"))
    #expect(bench.call("topics", #"{"language":"zh-HK"}"#) == topics("zh-Hant"))
    #expect(
      bench.call("topics", #"{"language":"de"}"#)
        == failure(-32602, "language: must be one of en, zh-Hans, zh-Hant, ja, fr, ar"))
  }

  @Test func reloadIsAllOrNothing() {
    let bench = Bench()
    #expect(bench.call("reload") == success(#"{"reloaded":true}"#))
    bench.responder.reloadErrors = ["a.rec:1:2: error: x", "b.rec:3:4: error: y"]
    #expect(
      bench.call("reload")
        == failure(
          -32004, "the files have errors, the ones before stay in use: a.rec:1:2: error: x",
          data: #"{"errors":["a.rec:1:2: error: x","b.rec:3:4: error: y"]}"#))
    #expect(bench.call("stats").contains(#""reloads":{"done":1,"failed":1}"#))
    bench.responder.reloadErrors = (1...101).map { "a.rec:\($0):1: error: x" }
    let many = bench.call("reload")
    #expect(many.contains("a.rec:100:1") && !many.contains("a.rec:101:1"))
  }

  @Test func statsCount() {
    let bench = Bench()
    _ = bench.ask(#""conversation":"c","text":"a","message":"1""#)
    _ = bench.ask(#""conversation":"c","text":"a","message":"1""#)
    _ = bench.ask(#""conversation":"d","text":"handoff","language":"ja""#)
    _ = bench.call("nothing")
    _ = bench.send("{")
    bench.clock.milliseconds += 5
    #expect(
      bench.call("stats")
        == success(
          #"{"uptime_ms":5,"connections":{"open":0,"accepted":0,"refused":0},"requests":5,"duplicates":1,"#
            + #""conversations":2,"outcomes":{"en":{"answer":1},"ja":{"handoff":1}},"#
            + #""errors":{"-32601":1,"-32700":1},"reloads":{"done":0,"failed":0},"#
            + #""latency_us":{"p50":0,"p90":0,"p99":0,"p999":0,"max":0},"journal":{"state":"off","entries":0}}"#
        ))
  }

  @Test func messagesOfAConversationAreLimitedInTime() {
    let bench = Bench()
    func ask(_ conversation: String) -> String { bench.ask(#""conversation":"\#(conversation)","text":"a""#) }
    for turn in 1...20 { #expect(ask("c") == answer("\(turn): a")) }
    bench.clock.milliseconds += 4_000
    let message = "too many messages in this conversation"
    #expect(ask("c") == failure(-32000, message, data: #"{"retry_after_ms":6000}"#))
    #expect(ask("d") == answer("1: a", conversation: "d"))
    bench.clock.milliseconds += 5_999
    #expect(ask("c") == failure(-32000, message, data: #"{"retry_after_ms":1}"#))
    bench.clock.milliseconds += 1
    #expect(ask("c") == answer("21: a"))
  }

  @Test func aDuplicateIsNotLimited() {
    let bench = Bench()
    let params = #""conversation":"c","text":"a","message":"1""#
    _ = bench.ask(params)
    for _ in 1...30 { #expect(bench.ask(params) == answer("1: a", duplicate: true)) }
  }

  @Test func percentilesAreNearTheTruth() {
    var histogram = Histogram()
    for value in 1...1_000 { histogram.add(Int64(value)) }
    for share in [1, 10, 500, 900, 990, 999, 1000] {
      let value = histogram.value(atPerMille: share)
      #expect(value >= share && value <= share + share / 8, "\(share)")
    }
    #expect(histogram.maximum == 1_000)
    histogram.add(.max)
    #expect(histogram.value(atPerMille: 1) > 0)
    #expect(Histogram().value(atPerMille: 500) == 0)
  }
}
