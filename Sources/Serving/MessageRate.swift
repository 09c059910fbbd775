/// How many messages each conversation sent lately.
///
/// A conversation's window opens with its first message and is `rateMilliseconds` long. Two generations of
/// windows are kept; the older one is dropped whole once the younger is as old as a window, so that memory is
/// bounded without a clean-up.
struct MessageRate {
  private struct Window {
    var opened: Int64
    var messages: Int
  }

  private let limits: Limits
  private var younger: [String: Window] = [:]
  private var older: [String: Window] = [:]
  private var turned: Int64 = .min

  init(limits: Limits) { self.limits = limits }

  /// Counts one message: returns nil where it is allowed, else after how many milliseconds to try again.
  mutating func refusal(of conversation: String, now: Int64) -> Int? {
    guard limits.rateMessages > 0 else { return nil }
    let length = Int64(limits.rateMilliseconds)
    if turned == .min || now - turned >= length || younger.count >= max(limits.rateConversations / 2, 1) {
      swap(&older, &younger)
      younger.removeAll(keepingCapacity: true)
      turned = now
    }
    var window = younger[conversation] ?? older[conversation] ?? Window(opened: now, messages: 0)
    if now - window.opened >= length { window = Window(opened: now, messages: 0) }
    guard window.messages < limits.rateMessages else { return Int(window.opened + length - now) }
    window.messages += 1
    younger[conversation] = window
    return nil
  }

  /// Erases what is kept of a conversation.
  mutating func forget(_ conversation: String) {
    younger[conversation] = nil
    older[conversation] = nil
  }
}
