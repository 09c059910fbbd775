import Answering

/// Serves the line protocol on standard input and output until the input ends, or SIGTERM or SIGINT comes.
///
/// What was read is answered, and the answers are written, before more is read. SIGHUP reads the files anew. If
/// nobody reads the output any more, it ends without complaint. Nothing but the protocol is written on standard
/// output.
public func serveStandardInput(_ lineProtocol: LineProtocol) throws(SystemError) {
  Syscalls.ignoreBrokenPipes()
  let signals = try Signals()
  try serve(lineProtocol, from: 0, to: 1, until: signals)
}

/// The loop over two descriptors, of which one may be closed by the other side at any time.
func serve(
  _ lineProtocol: LineProtocol, from input: Int32, to output: Int32, until signals: borrowing Signals
) throws(SystemError) {
  var framing = LineFraming(limit: lineProtocol.limits.lineBytes)
  var session = LineProtocol.Session()
  var buffer = [UInt8](repeating: 0, count: 65_536)
  var replies: [UInt8] = []
  var goesOn = true
  while goesOn {
    let ready = Syscalls.wait(for: input, toWrite: false, or: signals.descriptor)
    if ready.other, let signal = signals.next() {
      if signal == .end { return }
      reload(lineProtocol)
    }
    guard ready.first else { continue }
    switch Syscalls.read(input, into: &buffer) {
    case .moved(let count): framing.append(buffer[..<count])
    case .later: continue
    case .end, .broken:
      framing.end()
      goesOn = false
    }
    while let piece = framing.next() {
      switch piece {
      case .line(let range):
        lineProtocol.receive(framing.bytes[range], session: &session, into: &replies)
      case .tooLong: lineProtocol.receiveTooLongLine(into: &replies)
      }
      // A long batch need not stay in memory as a whole.
      if replies.count >= buffer.count, !send(&replies, of: lineProtocol, to: output) { return }
    }
    if !send(&replies, of: lineProtocol, to: output) { return }
  }
}

/// Reads the files anew, and tells of errors on standard error.
func reload(_ lineProtocol: LineProtocol) {
  let errors = lineProtocol.reload()
  for error in errors { Syscalls.report("reload: \(error)") }
}

/// Sends what may be sent once the journal is on the disk: false where it is not, or nobody reads.
private func send(_ replies: inout [UInt8], of lineProtocol: LineProtocol, to output: Int32) -> Bool {
  lineProtocol.commit() && writeAll(&replies, to: output)
}

/// Writes and empties `bytes`: false where the other side is gone.
private func writeAll(_ bytes: inout [UInt8], to output: Int32) -> Bool {
  var written = 0
  while written < bytes.count {
    switch Syscalls.write(output, bytes[written...]) {
    case .moved(let count): written += count
    case .later: _ = Syscalls.wait(for: output, toWrite: true)
    case .end, .broken: return false
    }
  }
  bytes.removeAll(keepingCapacity: true)
  return true
}
