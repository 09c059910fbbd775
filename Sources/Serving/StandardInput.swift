/// Serves the line protocol on standard input and output until the input ends, or SIGTERM or SIGINT comes.
///
/// What was read is answered, and the answers are written, before more is read. SIGHUP reads the files anew. If
/// nobody reads the output any more, it ends without complaint. Nothing but the protocol is written on standard
/// output.
public func serveStandardInput(_ lineProtocol: LineProtocol) throws(SystemError) {
  Syscalls.ignoreBrokenPipes()
  var loop = StandardLoop(lineProtocol, input: 0, output: 1, signals: try Signals())
  loop.run()
}

/// Reads the files anew, and tells of errors on standard error.
func reload(_ lineProtocol: LineProtocol) {
  let errors = lineProtocol.reload()
  for error in errors { Syscalls.report("reload: \(error)") }
}

/// The loop over two descriptors that may be pipes, files or terminals, and block.
struct StandardLoop: ~Copyable {
  private let lineProtocol: LineProtocol
  private let input: Int32
  private let output: Int32
  private let signals: Signals
  private var session = LineProtocol.Session()
  private var replies: [UInt8] = []
  /// Until when replies may be written, once SIGTERM or SIGINT has come.
  private var deadline: Int64?

  init(_ lineProtocol: LineProtocol, input: Int32, output: Int32, signals: consuming Signals) {
    self.lineProtocol = lineProtocol
    self.input = input
    self.output = output
    self.signals = signals
  }

  mutating func run() {
    var framing = LineFraming(limit: lineProtocol.limits.lineBytes)
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while deadline == nil {
      guard wait(for: input, toWrite: false) else { continue }
      switch Syscalls.read(input, into: &buffer) {
      case .moved(let count): framing.append(buffer[..<count])
      case .later: continue
      case .end, .broken:
        framing.end()
        _ = answer(&framing)
        return
      }
      if !answer(&framing) { return }
    }
  }

  /// Answers all lines that have arrived: false where the answers cannot be written.
  private mutating func answer(_ framing: inout LineFraming) -> Bool {
    while let piece = framing.next() {
      switch piece {
      case .line(let range):
        lineProtocol.receive(framing.bytes[range], session: &session, into: &replies)
      case .tooLong: lineProtocol.receiveTooLongLine(into: &replies)
      }
      // Many replies need not stay in memory as a whole.
      if replies.count >= 65_536, !send() { return false }
    }
    return send()
  }

  /// Writes the replies once the journal is on the disk: false where nobody reads.
  private mutating func send() -> Bool {
    lineProtocol.commit()
    var written = 0
    while written < replies.count {
      if let deadline, now >= deadline { return false }
      guard wait(for: output, toWrite: true) else { continue }
      switch Syscalls.write(output, replies[written...].prefix(Syscalls.bytesWrittenAtOnce)) {
      case .moved(let count): written += count
      case .later: break
      case .end, .broken: return false
      }
    }
    replies.removeAll(keepingCapacity: true)
    return true
  }

  private var now: Int64 { lineProtocol.clock() / 1000 }

  /// Waits for a descriptor, and sees to the signals that come meanwhile: whether it is ready.
  private mutating func wait(for descriptor: Int32, toWrite: Bool) -> Bool {
    let patience = deadline.map { Int32(max(0, $0 - now)) } ?? -1
    let ready = Syscalls.wait(
      for: descriptor, toWrite: toWrite, or: signals.descriptor, milliseconds: patience)
    if ready.other {
      switch signals.next() {
      case .end: deadline = deadline ?? now + Int64(lineProtocol.limits.drainMilliseconds)
      case .reload: reload(lineProtocol)
      case nil: break
      }
    }
    return ready.first
  }
}
