import Answering

/// What staff have to see to: every question without an answer and every hand-over, one JSON object a line.
///
/// `DIR/2026-11-21.jsonl`, and `DIR/2026-11-21.2.jsonl` once that is full, hold lines such as
/// `{"time":"2026-11-21T06:51:01Z","kind":"handoff","conversation":"5f0c…","language":"en","intent":null,`
/// `"place":"sihui","text":"please call me"}`. A conversation is a keyed hash; the key is `DIR/key`, made at the
/// first start. `"kind":"forget"` marks the entries of a conversation that came before it as to be erased.
///
/// If something cannot be written, the bot answers on without; that is told on standard error once, and in `stats`.
/// Each further entry is tried again, and counts as written only once it is on the disk.
public final class Journal {
  enum State: String {
    case writing, failing
  }

  private let directory: String
  private let keepDays: Int
  private let fileBytes: Int
  private let clock: () -> Int64
  private var key: [UInt8] = []
  private var keyFile: Int32 = -1
  private var file: Int32 = -1
  /// What tells it apart from all other files.
  private var fileIdentity: UInt64?
  private var path = ""
  private var day = Day(number: 0)
  private var part = 1
  private(set) var state = State.writing
  private(set) var entries = 0
  /// Whether something was written that may not be on the disk yet.
  private(set) var needsSync = false

  /// - Parameters:
  ///   - keepDays: how many days entries are kept.
  ///   - fileBytes: from which size on a new file is begun.
  public convenience init(directory: String, keepDays: Int = 90, fileBytes: Int = 16 << 20) {
    self.init(directory: directory, keepDays: keepDays, fileBytes: fileBytes, clock: Syscalls.wallClock)
  }

  /// - Parameter clock: the time in seconds since 1970.
  init(directory: String, keepDays: Int, fileBytes: Int, clock: @escaping () -> Int64) {
    self.directory = directory
    self.keepDays = keepDays
    self.fileBytes = fileBytes
    self.clock = clock
    attempt { () throws(SystemError) in try self.open() }
  }

  deinit {
    close()
    if keyFile >= 0 { Syscalls.close(keyFile) }
  }

  /// Adds the entry for a reply that staff have to see to: false where it could not be written.
  func add(_ reply: Reply, to question: Question) -> Bool {
    add(kind: reply.outcome.rawValue, conversation: question.conversation) { writer in
      writer.member("language", reply.language.rawValue)
      writer.name("intent")
      if let intent = reply.intent { writer.string(intent) } else { writer.raw("null") }
      writer.name("place")
      let place = reply.slots.first { $0.name == "place" }?.value ?? question.context["place"]
      if let place { writer.string(maskingLongNumbers(place)) } else { writer.raw("null") }
      writer.member("text", maskingLongNumbers(question.text))
    }
  }

  /// Marks the entries of a conversation as to be erased: false where the mark may not be on the disk.
  func forget(_ conversation: String) -> Bool {
    add(kind: "forget", conversation: conversation) { _ in } && commit()
  }

  /// Waits until all entries are on the disk: false where they may not be.
  func commit() -> Bool {
    attempt(isWriting: false) { () throws(SystemError) in try sync() }
  }

  private func sync() throws(SystemError) {
    guard needsSync else { return }
    needsSync = false
    try Syscalls.sync(file)
  }

  private func add(kind: String, conversation: String, _ more: (inout JSONWriter) -> Void) -> Bool {
    attempt { () throws(SystemError) in
      let seconds = clock()
      try open()
      try turn(to: Day(seconds: seconds))
      var writer = JSONWriter()
      writer.object { writer in
        writer.member("time", Day.timestamp(seconds: seconds))
        writer.member("kind", kind)
        writer.member("conversation", hash(conversation))
        more(&writer)
      }
      writer.endLine()
      let size = Syscalls.size(of: file)
      do throws(SystemError) {
        try Syscalls.append(writer.bytes, to: file)
      } catch {
        // Half a line must not stay.
        Syscalls.truncate(file, to: size)
        throw error
      }
      needsSync = true
      // What failed may fail again only when it comes to the disk.
      if state == .failing { try sync() }
      entries += 1
    }
  }

  /// The first 16 hexadecimal digits of the conversation's keyed hash.
  private func hash(_ conversation: String) -> String {
    SHA256.authenticate(Array(conversation.utf8), key: key).prefix(8).reduce(into: "") { text, byte in
      text += String(byte >> 4, radix: 16) + String(byte & 0xF, radix: 16)
    }
  }

  /// Carries out `body`, and tells once when that begins to fail; only writing shows that it fails no longer.
  @discardableResult
  private func attempt(isWriting: Bool = true, _ body: () throws(SystemError) -> Void) -> Bool {
    do throws(SystemError) {
      try body()
      guard isWriting else { return true }
      if state == .failing { Syscalls.report("journal: \(directory) is written again") }
      state = .writing
      return true
    } catch {
      if state == .writing { Syscalls.report("journal: nothing is written to \(directory): \(error.text)") }
      state = .failing
      return false
    }
  }

  /// Makes sure that the directory and the key are there, and that every file of before ends with a whole line.
  private func open() throws(SystemError) {
    if keyFile >= 0 { return }
    try Syscalls.makePrivateDirectory(directory)
    let opened = try Syscalls.openToAppend("\(directory)/key")
    do throws(SystemError) {
      guard Syscalls.lock(opened) else { throw SystemError.last("flock") }
      key = Syscalls.read(opened, at: 0, count: 32)
      if key.count < 32 {
        var generator = SystemRandomNumberGenerator()
        key = (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) }
        Syscalls.truncate(opened, to: 0)
        try Syscalls.append(key, to: opened)
        try Syscalls.sync(opened)
        try Syscalls.syncDirectory(directory)
      }
      for name in Syscalls.names(in: directory) where fileDay(name) != nil {
        try mend("\(directory)/\(name)")
      }
      dropOld(before: Day(seconds: clock()))
    } catch {
      Syscalls.close(opened)
      throw error
    }
    keyFile = opened
  }

  /// Makes `file` the one to write to on that day, and drops files that are too old.
  private func turn(to today: Day) throws(SystemError) {
    if file >= 0 {
      // An editor that saves puts another file in its place.
      let isInPlace = Syscalls.identity(path: path)?.file == fileIdentity
      if isInPlace, today == day, Syscalls.size(of: file) < fileBytes { return }
      try sync()
      close()
    }
    if today != day { part = 1 }
    day = today
    while true {
      path = "\(directory)/\(today.text)\(part == 1 ? "" : ".\(part)").jsonl"
      try mend(path)
      file = try Syscalls.openToAppend(path)
      if Syscalls.size(of: file) < fileBytes { break }
      close()
      part += 1
    }
    fileIdentity = Syscalls.identity(path: path)?.file
    do throws(SystemError) {
      try Syscalls.syncDirectory(directory)
    } catch {
      // The next entry tries again.
      close()
      throw error
    }
    dropOld(before: today)
  }

  private func close() {
    if file >= 0 { Syscalls.close(file) }
    file = -1
  }

  /// Removes the files whose time to be kept is over.
  private func dropOld(before today: Day) {
    for name in Syscalls.names(in: directory) {
      if let written = fileDay(name), written.number < today.number - Int64(keepDays) {
        Syscalls.remove(path: "\(directory)/\(name)")
      }
    }
  }

  /// The day of a journal file by its name.
  private func fileDay(_ name: String) -> Day? {
    name.hasSuffix(".jsonl") ? Day(name.prefix(10)) : nil
  }

  /// Cuts off a last line that was not written to its end; one that only lacks its line feed gets that.
  private func mend(_ path: String) throws(SystemError) {
    let file = try Syscalls.openToAppend(path)
    defer { Syscalls.close(file) }
    let size = Syscalls.size(of: file)
    var end = size
    while end > 0 {
      let start = max(0, end - 4096)
      let bytes = Syscalls.read(file, at: start, count: end - start)
      if let last = bytes.lastIndex(of: UInt8(ascii: "\n")) {
        end = start + last + 1
        break
      }
      end = start
    }
    if end == size { return }
    var document = JSONDocument()
    if (try? document.read(Syscalls.read(file, at: end, count: size - end))) != nil {
      try Syscalls.append([UInt8(ascii: "\n")], to: file)
    } else {
      Syscalls.truncate(file, to: end)
    }
  }
}
