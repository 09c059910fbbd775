/// Serves the line protocol over sockets, on one thread, until SIGTERM or SIGINT.
///
/// One turn of the loop: wait; read what is ready, a little from each connection; answer a few lines of each; send.
/// So no connection, however busy or slow, makes another wait for long.
public final class Server {
  /// How many lines of one connection are answered, and for how long, before it is another's turn.
  private static let linesInTurn = 16
  private static let microsecondsInTurn: Int64 = 2_000
  private static let connectionsInTurn = 64

  /// An object, since it is looked at far more often than it changes hands.
  private final class Client {
    var connection: Connection
    var interest: Interest

    init(_ connection: Connection, _ interest: Interest) {
      self.connection = connection
      self.interest = interest
    }
  }

  private let lineProtocol: LineProtocol
  private let limits: Limits
  private var listeners: [Listener] = []
  private var loop: EventLoop
  /// By descriptor.
  private var clients: [Int32: Client] = [:]
  /// Connections with something to do in this turn, and those with lines left for the next.
  private var active: Set<Int32> = []
  private var buffer = [UInt8](repeating: 0, count: Limits.readBytes)
  /// Whether no connection is taken until the next second, since descriptors have run out.
  private var isPaused = false
  /// Whether that was told, and somebody may still wait.
  private var isShort = false
  private var lastCheck: Int64 = 0
  /// The bytes that all connections have not read yet.
  private var unread = 0
  /// Until when the last replies may be sent, once the server ends.
  private var drainsUntil: Int64?
  /// Asked every second: whether the files have changed and are to be read anew.
  private let hasChanged: (() -> Bool)?

  /// Listens at all addresses, or at none.
  ///
  /// - Parameters:
  ///   - beyondLoopback: whether other machines may connect, which needs a token in `lineProtocol`.
  ///   - hasChanged: asked every second whether the files are to be read anew.
  public init(
    _ lineProtocol: LineProtocol, at addresses: [SocketAddress], beyondLoopback: Bool = false,
    hasChanged: (() -> Bool)? = nil
  ) throws(ListenError) {
    self.lineProtocol = lineProtocol
    self.hasChanged = hasChanged
    limits = lineProtocol.limits
    Syscalls.ignoreBrokenPipes()
    Syscalls.raiseDescriptorLimit(to: limits.connections + 64)
    do throws(SystemError) {
      loop = try EventLoop()
    } catch {
      throw ListenError(text: error.text)
    }
    for address in addresses {
      let hasToken = lineProtocol.token != nil
      listeners.append(try Listener(address, hasToken: hasToken, beyondLoopback: beyondLoopback))
    }
  }

  /// Where it listens: `127.0.0.1:41234` with the port in truth, or the path of a socket.
  public var addresses: [String] { listeners.map(\.name) }

  /// Serves until SIGTERM or SIGINT, or until `lifeline` can be read; then answers what was read, and returns.
  ///
  /// SIGHUP reads the files anew. Where it listens is told on standard error.
  ///
  /// - Parameter servesStandardInput: whether standard input and output are a connection too, without time-outs.
  ///   Its end ends a server that listens nowhere.
  public func run(servesStandardInput: Bool = false, lifeline: Int32? = nil) throws(SystemError) {
    let signals = try Signals()
    if servesStandardInput {
      let relay = try StandardRelay()
      try takeStandard(relay.socket)
      try serve(signals, lifeline)
      relay.finish(milliseconds: 500)
    } else {
      try serve(signals, lifeline)
    }
  }

  /// Takes the server's end of the relay as a client.
  func takeStandard(_ socket: Int32) throws(SystemError) {
    var patient = limits
    patient.unreadMilliseconds = .max
    patient.lineMilliseconds = .max
    try loop.add(socket, .read)
    let connection = Connection(limits: patient, session: LineProtocol.Session())
    clients[socket] = Client(connection, .read)
  }

  /// Runs the loop for as long as somebody is connected, or may connect.
  func serve(_ signals: borrowing Signals, _ lifeline: Int32?) throws(SystemError) {
    try loop.add(signals.descriptor, .read)
    if let lifeline { try loop.add(lifeline, .read) }
    for listener in listeners {
      try loop.add(listener.descriptor, .read)
      Syscalls.report("listening on \(listener.name)")
    }
    var ready: [Readiness] = []
    while !listeners.isEmpty || !clients.isEmpty {
      loop.wait(milliseconds: patience, into: &ready)
      let now = lineProtocol.clock() / 1000
      for event in ready {
        if event.descriptor == signals.descriptor {
          while let signal = signals.next() {
            if signal == .reload { reload(lineProtocol) } else { drain(now: now) }
          }
        } else if event.descriptor == lifeline {
          if let lifeline { loop.remove(lifeline, .read) }
          drain(now: now)
        } else if let listener = listeners.first(where: { $0.descriptor == event.descriptor }) {
          accept(from: listener, now: now)
        } else {
          take(event)
        }
      }
      takeTurn(now: now)
      if now - lastCheck >= 1000 || now >= drainsUntil ?? .max { check(now: now) }
    }
  }

  /// How long to wait for the next event: not at all while lines are left.
  private var patience: Int32 {
    if !active.isEmpty { return 0 }
    if drainsUntil != nil { return 100 }
    return clients.isEmpty && !isPaused && hasChanged == nil ? -1 : 1000
  }

  private func accept(from listener: Listener, now: Int64) {
    for _ in 0..<Self.connectionsInTurn {
      let accepted: Int32?
      do throws(SystemError) {
        accepted = try Syscalls.accept(listener.descriptor)
      } catch {
        if !isShort { Syscalls.report("\(error.text); connections wait until others end") }
        isShort = true
        isPaused = true
        for listener in listeners { try? loop.change(listener.descriptor, from: .read, to: []) }
        return
      }
      guard let accepted else {
        isShort = false
        return
      }
      guard clients.count < limits.connections, (try? loop.add(accepted, .read)) != nil else {
        lineProtocol.statistics.refusedConnections += 1
        turnAway(accepted, ProtocolError(.overloaded, "too many connections"))
        continue
      }
      let session = LineProtocol.Session(isAuthorised: !listener.needsToken)
      let connection = Connection(limits: limits, session: session, now: now)
      clients[accepted] = Client(connection, .read)
      lineProtocol.statistics.allConnections += 1
      lineProtocol.statistics.openConnections = clients.count
    }
  }

  /// Closes a connection that was never a client, with one error.
  private func turnAway(_ socket: Int32, _ error: ProtocolError) {
    var line: [UInt8] = []
    lineProtocol.sendError(error, into: &line)
    _ = Syscalls.write(socket, line[...])
    Syscalls.closeGently(socket)
  }

  private func take(_ event: Readiness) {
    guard let interest = clients[event.descriptor]?.interest else { return }
    active.insert(event.descriptor)
    // A failure while nothing is to be read shows in sending.
    if event.canRead, interest.contains(.read) { read(event.descriptor) }
  }

  /// Reads once: returns whether there may be more.
  @discardableResult
  private func read(_ socket: Int32) -> Bool {
    switch Syscalls.read(socket, into: &buffer) {
    case .moved(let count):
      clients[socket]?.connection.receive(buffer[..<count])
      return true
    case .end: clients[socket]?.connection.endInput()
    case .later: break
    case .broken: drop(socket)
    }
    return false
  }

  /// Lets every connection with something to do answer a few lines, and sends.
  private func takeTurn(now: Int64) {
    var waiting: [Int32] = []
    for socket in active {
      answer(socket, now: now)
      // From the first hand-over on any reply may repeat it, to a message that came twice.
      if lineProtocol.needsCommit {
        waiting.append(socket)
      } else {
        // At once, so that the replies of all need not stand in memory together.
        send(socket, now: now)
      }
    }
    lineProtocol.commit()
    for socket in waiting { send(socket, now: now) }
    active = active.filter { clients[$0]?.connection.canAnswer == true }
  }

  private func answer(_ socket: Int32, now: Int64) {
    guard let client = clients[socket] else { return }
    client.connection.crowd(isCrowded, now: now)
    unread -= client.connection.unsent.count
    let until = lineProtocol.clock() + Self.microsecondsInTurn
    var lines = Self.linesInTurn
    repeat {
      client.connection.answer(lineProtocol, lines: 1, now: now)
      lines -= 1
    } while lines > 0 && client.connection.canAnswer && lineProtocol.clock() < until
    unread += client.connection.unsent.count
  }

  /// Whether all connections together leave so much unread that each may have only its share.
  private var isCrowded: Bool { unread >= limits.unreadTotalBytes }

  private func send(_ socket: Int32, now: Int64) {
    guard let client = clients[socket] else { return }
    switch client.connection.send(now: now, { Syscalls.write(socket, $0) }) {
    case .end, .broken: return drop(socket)
    case .moved(let count): unread -= count
    case .later, nil: break
    }
    switch client.connection.action {
    case .close:
      // Only where it ends before its input may there be more of that.
      let isEarly = client.connection.session.isOver || drainsUntil != nil
      forget(socket)
      if isEarly { Syscalls.closeGently(socket) } else { Syscalls.close(socket) }
    case .wait(let interest):
      guard (try? loop.change(socket, from: client.interest, to: interest)) != nil else {
        return drop(socket)
      }
      client.interest = interest
    }
  }

  private func drop(_ socket: Int32) {
    forget(socket)
    Syscalls.close(socket)
  }

  private func forget(_ socket: Int32) {
    guard let client = clients.removeValue(forKey: socket) else { return }
    loop.remove(socket, client.interest)
    unread -= client.connection.unsent.count
    assert(unread >= 0 && (!clients.isEmpty || unread == 0), "what is unread is counted wrong")
    lineProtocol.statistics.openConnections = clients.count
  }

  /// What is done once a second: connections whose time has run out, listeners that paused, changed files.
  private func check(now: Int64) {
    lastCheck = now
    for (socket, client) in clients {
      if let drainsUntil, now >= drainsUntil {
        drop(socket)
      } else if let problem = client.connection.problem(now: now) {
        turnOut(socket, problem, now: now)
      } else {
        clients[socket]?.connection.crowd(isCrowded, now: now)
      }
    }
    if isPaused, drainsUntil == nil {
      isPaused = false
      for listener in listeners { try? loop.change(listener.descriptor, from: [], to: .read) }
    }
    if let hasChanged, hasChanged() { reload(lineProtocol) }
  }

  /// Closes a client's connection with one error more.
  private func turnOut(_ socket: Int32, _ problem: ProtocolError, now: Int64) {
    guard let client = clients[socket] else { return }
    forget(socket)
    client.connection.refuse(problem, by: lineProtocol)
    _ = client.connection.send(now: now) { Syscalls.write(socket, $0) }
    Syscalls.closeGently(socket)
  }

  /// Begins the end: no new connections; what has arrived by now is answered.
  private func drain(now: Int64) {
    if drainsUntil != nil { return }
    drainsUntil = now + Int64(limits.drainMilliseconds)
    for listener in listeners {
      while let waiting = try? Syscalls.accept(listener.descriptor) {
        turnAway(waiting, ProtocolError(.shuttingDown, "shutting down"))
      }
      loop.remove(listener.descriptor, isPaused ? [] : .read)
    }
    listeners = []
    // What has arrived may be much; all of it together gets the room of unread replies.
    var allReads = limits.unreadTotalBytes / Limits.readBytes
    for socket in Array(clients.keys) {
      // A connection that keeps sending does not put off the end.
      var reads = clients[socket]?.interest.contains(.read) == true ? min(64, allReads) : 0
      while reads > 0, read(socket) {
        reads -= 1
        allReads -= 1
      }
      clients[socket]?.connection.stopReading()
      active.insert(socket)
    }
  }
}
