#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Standard input and output as one socket, so that the event loop can serve them beside others.
///
/// They may be files, or be shared with other programs, so they can neither be watched nor be made non-blocking.
/// Two threads carry the bytes between them and one end of a socket pair, and may block; the server has the other.
struct StandardRelay: ~Copyable {
  /// The server's end; whoever takes it closes it.
  let socket: Int32
  /// Ends when the last reply has been written on standard output.
  private let done: Int32

  init(input: Int32 = 0, output: Int32 = 1) throws(SystemError) {
    let (ours, theirs) = try Syscalls.socketPair()
    let (waits, finished) = try Syscalls.socketPair()
    Syscalls.makeNonblocking(ours)
    // The other end serves both threads, and is open as long as the program runs.
    try Syscalls.startThread {
      _ = carry(from: input, to: theirs)
      Syscalls.endOutput(theirs)
    }
    try Syscalls.startThread {
      // If nobody reads the output any more, the rest of the replies goes nowhere.
      if !carry(from: theirs, to: output) { discard(from: theirs) }
      Syscalls.close(finished)
    }
    socket = ours
    done = waits
  }

  deinit { Syscalls.close(done) }

  /// Waits, but not for long, until the last reply has been written.
  func finish(milliseconds: Int32) {
    _ = Syscalls.wait(for: done, toWrite: false, milliseconds: milliseconds)
  }
}

/// Copies until there is nothing more to read, or nobody to take it: returns whether all was taken.
private func carry(from source: Int32, to target: Int32) -> Bool {
  var buffer = [UInt8](repeating: 0, count: 65_536)
  while case .moved(let count) = Syscalls.read(source, into: &buffer) {
    var left = buffer[..<count]
    while !left.isEmpty {
      switch Syscalls.write(target, left) {
      case .moved(let count): left = left.dropFirst(count)
      case .later: _ = Syscalls.wait(for: target, toWrite: true)
      case .end, .broken: return false
      }
    }
  }
  return true
}

private func discard(from source: Int32) {
  var buffer = [UInt8](repeating: 0, count: 65_536)
  while case .moved = Syscalls.read(source, into: &buffer) {}
}
