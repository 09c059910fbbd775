// Every call of the operating system that `Serving` makes, each wrapped once: interrupted calls are made again,
// and failures become a `SystemError`.

#if canImport(Darwin)
  import Darwin
#else
  import CEpoll
  import Glibc
#endif

/// A call of the operating system that failed.
public struct SystemError: Error, Equatable {
  /// The function of the C library.
  public var call: StaticString
  public var number: Int32

  public static func == (left: SystemError, right: SystemError) -> Bool {
    left.number == right.number && left.call.description == right.call.description
  }

  /// The failure of `call` that `errno` tells of.
  static func last(_ call: StaticString) -> SystemError { SystemError(call: call, number: errno) }

  /// `bind: Address already in use`.
  public var text: String { "\(call): \(String(cString: strerror(number)))" }
}

/// A monotonic time in microseconds.
public func monotonicMicroseconds() -> Int64 {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
}

/// What became of an attempt to read or to write.
enum Transfer: Equatable {
  /// So many bytes were moved.
  case moved(Int)
  /// The other side has ended what it sends.
  case end
  /// Nothing can be moved now.
  case later
  /// The other side is gone, or the descriptor failed.
  case broken
}

/// Has large blocks of memory given back as soon as they are free; called once, before anything is read.
///
/// The C library of Linux gives up doing so after the first of them: the tables that grow at the start would leave holes
/// of their size, and a heap with holes grows for days. 128 KiB is where it begins.
public func giveBackLargeBlocks() {
  #if !canImport(Darwin)
    _ = mallopt(M_MMAP_THRESHOLD, 128 << 10)
  #endif
}

enum Syscalls {
  /// Makes writing to a closed connection an error instead of the program's end.
  static func ignoreBrokenPipes() { signal(SIGPIPE, SIG_IGN) }

  /// read
  static func read(_ descriptor: Int32, into buffer: inout [UInt8]) -> Transfer {
    while true {
      let count = buffer.withUnsafeMutableBytes { bytes in
        #if canImport(Darwin)
          Darwin.read(descriptor, bytes.baseAddress, bytes.count)
        #else
          Glibc.read(descriptor, bytes.baseAddress, bytes.count)
        #endif
      }
      if count > 0 { return .moved(count) }
      if count == 0 { return .end }
      switch errno {
      case EINTR: continue
      case EAGAIN: return .later
      default: return .broken
      }
    }
  }

  /// So much can be written to a pipe without waiting whenever anything can.
  static let bytesWrittenAtOnce = Int(PIPE_BUF)

  /// write
  static func write(_ descriptor: Int32, _ bytes: ArraySlice<UInt8>) -> Transfer {
    while true {
      let count = bytes.withUnsafeBytes { bytes in
        #if canImport(Darwin)
          Darwin.write(descriptor, bytes.baseAddress, bytes.count)
        #else
          Glibc.write(descriptor, bytes.baseAddress, bytes.count)
        #endif
      }
      if count >= 0 { return .moved(count) }
      switch errno {
      case EINTR: continue
      case EAGAIN: return .later
      default: return .broken
      }
    }
  }

  /// Waits until a descriptor can be read or written, or another one read, but not longer, without end for -1; poll
  static func wait(for descriptor: Int32, toWrite: Bool, or other: Int32 = -1, milliseconds: Int32 = -1)
    -> (first: Bool, other: Bool)
  {
    var polled = [
      pollfd(fd: descriptor, events: Int16(toWrite ? POLLOUT : POLLIN), revents: 0),
      pollfd(fd: other, events: Int16(POLLIN), revents: 0),
    ]
    while poll(&polled, 2, milliseconds) < 0, errno == EINTR {}
    return (polled[0].revents != 0, polled[1].revents != 0)
  }

  /// Runs `body` on a thread that nobody waits for; pthread_create
  static func startThread(_ body: @escaping @Sendable () -> Void) throws(SystemError) {
    final class Box: Sendable {
      let body: @Sendable () -> Void
      init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    let context = Unmanaged.passRetained(Box(body)).toOpaque()
    #if canImport(Darwin)
      var thread: pthread_t?
      let number = pthread_create(
        &thread, nil,
        { context in
          Unmanaged<Box>.fromOpaque(context).takeRetainedValue().body()
          return nil
        }, context)
      if number == 0, let thread { pthread_detach(thread) }
    #else
      var thread = pthread_t()
      let number = pthread_create(
        &thread, nil,
        { context in
          if let context { Unmanaged<Box>.fromOpaque(context).takeRetainedValue().body() }
          return nil
        }, context)
      if number == 0 { pthread_detach(thread) }
    #endif
    if number != 0 { throw SystemError(call: "pthread_create", number: number) }
  }

  static func close(_ descriptor: Int32) {
    #if canImport(Darwin)
      _ = Darwin.close(descriptor)
    #else
      _ = Glibc.close(descriptor)
    #endif
  }

  /// Writes one line about the server's own state on standard error.
  static func report(_ text: String) {
    _ = write(2, Array("enquiry: \(text)\n".utf8)[...])
  }
}
