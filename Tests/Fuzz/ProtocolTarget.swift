@testable import Serving

/// Line framing, a connection and the line protocol over a stub: whole, byte by byte and in random pieces the same
/// stream gets the same replies, each of them one line of JSON.
///
/// The first eight bytes of an input say how it is cut; the first bit of them whether a token is wanted.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = input(data, count)
  guard bytes.count >= 8 else { return 0 }
  var random = Xorshift(seed: bytes[..<8])
  let stream = bytes[8...]
  let wantsToken = bytes[0] & 1 == 1
  var pieces: [ArraySlice<UInt8>] = []
  var rest = stream
  while !rest.isEmpty {
    let piece = rest.prefix(1 + random.next(below: 40))
    pieces.append(piece)
    rest = rest.dropFirst(piece.count)
  }
  checkFraming(stream, pieces)
  let whole = replies(to: [stream], wantsToken)
  require(replies(to: pieces, wantsToken) == whole, "in pieces it gets other replies")
  require(
    replies(to: stream.indices.map { stream[$0...$0] }, wantsToken) == whole,
    "byte by byte it gets other replies")
  checkLines(whole)
  return 0
}

private let limits: Limits = {
  var limits = Limits()
  limits.lineBytes = 1_024
  limits.textCharacters = 200
  limits.batchRequests = 10
  limits.duplicateReplies = 4
  return limits
}()

/// What a connection sends in answer to pieces that arrive one after the other.
private func replies(to pieces: [ArraySlice<UInt8>], _ wantsToken: Bool) -> [UInt8] {
  let clock = ManualClock()
  let token = wantsToken ? AccessToken(contents: Array("sixteen letters!".utf8)) : nil
  let lineProtocol = LineProtocol(
    responder: StubResponder(), limits: limits, version: "1.0", token: token, clock: clock.microseconds)
  var connection = Connection(limits: limits, session: LineProtocol.Session(isAuthorised: !wantsToken))
  var sent: [UInt8] = []
  var turns = 0
  func turn() {
    // Whether others leave much unread changes when, not what.
    connection.crowd(turns % 8 < 4, now: 1)
    connection.answer(lineProtocol, lines: 4, now: 1)
    // At most 1000 bytes at a time, as a socket might take them.
    _ = connection.send(now: 1) { unsent in
      sent += unsent.prefix(1000)
      return .moved(min(unsent.count, 1000))
    }
    turns += 1
    require(turns < 1_000_000, "the connection does not come to an end")
  }
  for piece in pieces {
    connection.receive(piece)
    while connection.canAnswer { turn() }
    if connection.session.isOver { break }
  }
  connection.endInput()
  while connection.action != .close { turn() }
  return sent
}

/// The framing against the plain meaning of it: split at line feeds, tell those that are too long.
private func checkFraming(_ stream: ArraySlice<UInt8>, _ pieces: [ArraySlice<UInt8>]) {
  let limit = 64
  var framing = LineFraming(limit: limit)
  var found: [[UInt8]?] = []
  func take() {
    while let piece = framing.next() {
      switch piece {
      case .line(let range): found.append(Array(framing.bytes[range]))
      case .tooLong: found.append(nil)
      }
    }
  }
  for piece in pieces {
    framing.append(piece)
    take()
    require(framing.bytes.count <= limit + piece.count, "the framing keeps \(framing.bytes.count) bytes")
  }
  framing.end()
  take()
  var lines = stream.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  let last = lines.removeLast()
  var expected: [[UInt8]?] = lines.map { $0.count < limit ? Array($0) : nil }
  if !last.isEmpty { expected.append(last.count <= limit ? Array(last) : nil) }
  require(found == expected, "the framing finds other lines")
}

private func checkLines(_ output: [UInt8]) {
  require(output.isEmpty || output.last == UInt8(ascii: "\n"), "the last reply has no end")
  for line in output.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast() {
    var document = JSONDocument()
    guard (try? document.read(line)) != nil else { fatalError("a reply is not JSON") }
    let replies = document.kind(0) == .array ? document.elements(0) : [0]
    require(!replies.isEmpty, "an empty batch of replies")
    for reply in replies {
      guard case .at = document.member("id", of: reply),
        case .at(let version) = document.member("jsonrpc", of: reply)
      else { fatalError("a reply without id or jsonrpc") }
      require(document.isString(version, "2.0"), "a reply of another version")
      let hasResult = document.member("result", of: reply) != .absent
      require(
        hasResult != (document.member("error", of: reply) != .absent), "neither result nor error, or both")
    }
    let text = String(decoding: line, as: UTF8.self)
    let lineEnds: [Unicode.Scalar] = ["\u{85}", "\u{2028}", "\u{2029}"]
    require(!text.unicodeScalars.contains { lineEnds.contains($0) }, "a reply holds a line separator")
  }
}
