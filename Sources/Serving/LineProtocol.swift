import Answering
import Text

/// The line protocol without input and output: takes one line, gives the line that answers it.
///
/// `{"jsonrpc":"2.0","id":7,"method":"stats"}` gives `{"jsonrpc":"2.0","id":7,"result":{…}}`. One value serves all
/// connections of a server; what belongs to a connection alone is its `Session`.
public final class LineProtocol {
  /// What the protocol knows of one connection.
  public struct Session: Sendable {
    /// Whether the other side may ask; if not, `hello` must bring the token first.
    public internal(set) var isAuthorised: Bool
    /// Requests refused for want of the token.
    var refusals = 0
    /// Whether the connection is to be closed once its replies are sent.
    public internal(set) var isOver = false

    public init(isAuthorised: Bool = true) { self.isAuthorised = isAuthorised }
  }

  public let limits: Limits
  let responder: any Responder
  let version: String
  let token: AccessToken?
  /// Where questions that staff have to see to are kept.
  let journal: Journal?
  /// Whether a hand-over was entered in the journal that may not be on the disk yet.
  public private(set) var needsCommit = false
  /// A monotonic time in microseconds.
  let clock: () -> Int64
  var statistics = Statistics()
  var duplicates: Duplicates
  var rate: MessageRate
  private var document = JSONDocument()
  private var writer = JSONWriter()
  /// The result of the request in hand.
  private var result = JSONWriter()

  /// - Parameters:
  ///   - version: the program's, told by `hello`.
  ///   - token: what sessions that are not authorised yet must give.
  ///   - journal: where questions that staff have to see to are kept.
  ///   - clock: a monotonic time in microseconds.
  public init(
    responder: any Responder, limits: Limits = Limits(), version: String = "", token: AccessToken? = nil,
    journal: Journal? = nil, clock: @escaping () -> Int64 = monotonicMicroseconds
  ) {
    self.responder = responder
    self.limits = limits
    self.version = version
    self.token = token
    self.journal = journal
    self.clock = clock
    duplicates = Duplicates(limits: limits)
    rate = MessageRate(limits: limits)
    statistics.started = clock()
  }

  /// Answers one line, given without its end: adds the reply's line to `output`, or nothing for an empty line and
  /// for notifications.
  public func receive(_ line: ArraySlice<UInt8>, session: inout Session, into output: inout [UInt8]) {
    let line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    if line.isEmpty { return }
    writer.removeAll()
    do {
      try document.read(line)
      let document = document
      if document.kind(0) == .array {
        try answerBatch(document, session: &session)
      } else {
        answer(0, of: document, session: &session)
      }
    } catch let error as JSONError {
      write(ProtocolError(.notJSON, error.text), id: nil)
    } catch {
      write(error as? ProtocolError ?? ProtocolError(.notRequest, "not a request"), id: nil)
    }
    send(into: &output)
  }

  /// Answers a line that is longer than the limit; its bytes are of no interest.
  public func receiveTooLongLine(into output: inout [UInt8]) {
    sendError(ProtocolError(.tooLong, "line: at most \(limits.lineBytes) bytes are allowed"), into: &output)
  }

  /// Adds an error that belongs to no request.
  func sendError(_ error: ProtocolError, into output: inout [UInt8]) {
    writer.removeAll()
    write(error, id: nil)
    send(into: &output)
  }

  /// Enters a reply that staff have to see to in the journal; a hand-over may be sent only after `commit`.
  func enter(_ reply: Reply, for question: Question) {
    guard let journal, reply.outcome == .handoff || reply.outcome == .unanswered else { return }
    if journal.add(reply, to: question), reply.outcome == .handoff { needsCommit = true }
  }

  /// Waits until every hand-over is on the disk. A failing disk withholds nothing: the reply names a bureau's number.
  public func commit() {
    if needsCommit { _ = journal?.commit() }
    needsCommit = false
  }

  private func send(into output: inout [UInt8]) {
    guard writer.count > 0 else { return }
    writer.endLine()
    output.append(contentsOf: writer.bytes)
  }

  private func answerBatch(_ document: JSONDocument, session: inout Session) throws(ProtocolError) {
    let requests = document.elements(0)
    if requests.isEmpty { throw ProtocolError(.notRequest, "an empty batch") }
    guard requests.count <= limits.batchRequests else {
      let message = "a batch of \(requests.count) requests, at most \(limits.batchRequests) are allowed"
      throw ProtocolError(.notRequest, message)
    }
    let nothing = "[]".utf8.count
    writer.beginArray()
    for request in requests { answer(request, of: document, session: &session) }
    writer.endArray()
    if writer.count == nothing { writer.removeAll() }
  }

  /// Carries out the request at `node`, and writes its reply unless it is a notification.
  private func answer(_ node: Int, of document: JSONDocument, session: inout Session) {
    statistics.requests += 1
    let request: Request
    do throws(Request.Refusal) {
      request = try Request(document, node)
    } catch {
      write(error.error, id: error.id.map(document.written))
      return
    }
    let id = request.id.map(document.written)
    do throws(ProtocolError) {
      result.removeAll()
      try admit(request, &session)
      try perform(request, &session)
      guard let id else { return }
      writer.object { writer in
        writer.member("jsonrpc", "2.0")
        writer.name("id")
        writer.raw(id)
        writer.name("result")
        writer.appendWritten(result.bytes)
      }
    } catch {
      if let id { write(error, id: id) } else { statistics.count(error) }
    }
  }

  /// Refuses requests before the token was given.
  private func admit(_ request: Request, _ session: inout Session) throws(ProtocolError) {
    if session.isAuthorised { return }
    if !session.isOver, request.isMethod("hello"), let given = try request.parameters.optionalString("token"),
      token?.matches(given) == true
    {
      session.isAuthorised = true
      return
    }
    session.refusals += 1
    session.isOver = session.refusals >= limits.tokenTries
    throw ProtocolError(.notAuthorised, "not authorised: the first request must be hello with the token")
  }

  private func perform(_ request: Request, _ session: inout Session) throws(ProtocolError) {
    let parameters = try request.parameters
    if request.isMethod("ask") {
      try ask(parameters, into: &result)
    } else if request.isMethod("hello") {
      hello(into: &result)
    } else if request.isMethod("reset") {
      try reset(parameters, into: &result)
    } else if request.isMethod("forget") {
      try forget(parameters, into: &result)
    } else if request.isMethod("topics") {
      try topics(parameters, into: &result)
    } else if request.isMethod("stats") {
      stats(into: &result)
    } else if request.isMethod("reload") {
      try reload(into: &result)
    } else {
      let known = "ask, hello, reset, forget, topics, stats, reload"
      throw ProtocolError(.noSuchMethod, "no such method; there are \(known)")
    }
  }

  private func write(_ error: ProtocolError, id: ArraySlice<UInt8>?) {
    statistics.count(error)
    writer.object { writer in
      writer.member("jsonrpc", "2.0")
      writer.name("id")
      if let id { writer.raw(id) } else { writer.raw("null") }
      writer.name("error")
      error.write(to: &writer)
    }
  }
}
