/// What a descriptor is watched for.
struct Interest: OptionSet {
  let rawValue: UInt8
  static let read = Interest(rawValue: 1)
  static let write = Interest(rawValue: 2)
}

/// A descriptor that can be read or written now, or has failed, which reading and writing will show.
struct Readiness: Equatable {
  var descriptor: Int32
  var canRead: Bool
  var canWrite: Bool
}

// `EventLoop` waits for many descriptors at once. It is level-triggered: what was not read is told again. There is
// one file for each system that has it: epoll (Linux) and kqueue (Darwin), with the same five functions.
