/// One connection without its socket: what arrived, what is to be sent, and what to do next.
///
/// The server tells what happened (`receive`, `endInput`), lets it `answer` and `send`, and asks for the `action`.
/// All times are monotonic milliseconds.
struct Connection {
  enum Action: Equatable {
    /// Wait for these; nothing at all can be wanted only between two turns.
    case wait(Interest)
    /// Everything was answered and sent.
    case close
  }

  private let limits: Limits
  private var framing: LineFraming
  private(set) var session: LineProtocol.Session
  private var output: [UInt8] = []
  private var sentCount = 0
  /// Whether nothing more is to be read: the other side ended, or the connection is to end.
  private var isInputEnded = false
  /// Whether lines may have arrived that are not answered yet.
  private var hasLines = false
  /// Since when the line in hand waits for its end, and how many ends were seen before it.
  private var unfinishedSince: Int64?
  private var seenEnds = 0
  private var unreadSince: Int64?
  /// Whether all connections together leave so much unread that this one may have only its share.
  private var isCrowded = false
  private let opened: Int64

  init(limits: Limits, session: LineProtocol.Session, now: Int64 = 0) {
    self.limits = limits
    self.session = session
    opened = now
    framing = LineFraming(limit: limits.lineBytes)
  }

  /// What is to be sent next.
  var unsent: ArraySlice<UInt8> { output[sentCount...] }

  /// Whether so much is unsent that no request is taken up.
  private var isFull: Bool { unsent.count >= (isCrowded ? Limits.unreadShare : limits.unreadBytes) }

  /// Whether `answer` has something to do.
  var canAnswer: Bool { hasLines && !isFull }

  var action: Action {
    if unsent.isEmpty, isInputEnded, !hasLines { return .close }
    var interest: Interest = []
    // What has arrived is answered before more is read.
    if !isInputEnded, !hasLines, !isFull { interest.insert(.read) }
    if !unsent.isEmpty { interest.insert(.write) }
    return .wait(interest)
  }

  mutating func receive(_ bytes: ArraySlice<UInt8>) {
    framing.append(bytes)
    hasLines = true
  }

  /// The other side sends nothing more; a last line without end is a line.
  mutating func endInput() {
    if isInputEnded { return }
    framing.end()
    isInputEnded = true
    hasLines = true
  }

  /// Nothing more will be read; what was read is answered, save a line that is not complete.
  mutating func stopReading() { isInputEnded = true }

  /// Ends with an error that belongs to no request.
  mutating func refuse(_ error: ProtocolError, by lineProtocol: LineProtocol) {
    lineProtocol.sendError(error, into: &output)
    isInputEnded = true
    hasLines = false
  }

  /// Notes whether all connections together leave too much unread.
  mutating func crowd(_ isCrowded: Bool, now: Int64) {
    self.isCrowded = isCrowded
    unreadSince = isFull ? unreadSince ?? now : nil
  }

  /// Answers at most so many of the lines that have arrived; `hasLines` tells whether to come back.
  mutating func answer(_ lineProtocol: LineProtocol, lines: Int, now: Int64) {
    var left = lines
    while canAnswer, left > 0 {
      left -= 1
      switch framing.next() {
      case .line(let range):
        lineProtocol.receive(framing.bytes[range], session: &session, into: &output)
        if session.isOver {
          isInputEnded = true
          hasLines = false
        }
      case .tooLong: lineProtocol.receiveTooLongLine(into: &output)
      case nil: hasLines = false
      }
    }
    if framing.endCount != seenEnds || !framing.isUnfinished { unfinishedSince = nil }
    seenEnds = framing.endCount
    if framing.isUnfinished, !hasLines { unfinishedSince = unfinishedSince ?? now }
    unreadSince = isFull ? unreadSince ?? now : nil
  }

  /// Sends through `write` what it takes: returns what became of it, nil where there is nothing to send.
  mutating func send(now: Int64, _ write: (ArraySlice<UInt8>) -> Transfer) -> Transfer? {
    if unsent.isEmpty { return nil }
    let transfer = write(unsent)
    if case .moved(let count) = transfer { didSend(count, now: now) }
    return transfer
  }

  private mutating func didSend(_ count: Int, now: Int64) {
    sentCount += count
    unreadSince = isFull ? now : nil
    if sentCount == output.count {
      // An idle connection keeps no large buffer.
      output.removeAll(keepingCapacity: output.count <= 16_384)
      sentCount = 0
    } else if sentCount > limits.unreadBytes / 4 {
      output.removeFirst(sentCount)
      sentCount = 0
    }
  }

  /// Why the connection is to be closed by now, if so.
  func problem(now: Int64) -> ProtocolError? {
    if let unreadSince, now - unreadSince >= Int64(limits.unreadMilliseconds) {
      return ProtocolError(.overloaded, "replies are not read")
    }
    if let unfinishedSince, now - unfinishedSince >= Int64(limits.lineMilliseconds) {
      return ProtocolError(
        .notJSON, "not JSON: the line was not finished within \(limits.lineMilliseconds) ms")
    }
    if !session.isAuthorised, now - opened >= Int64(limits.tokenMilliseconds) {
      return ProtocolError(
        .notAuthorised, "not authorised: no token was given within \(limits.tokenMilliseconds) ms")
    }
    return nil
  }
}
