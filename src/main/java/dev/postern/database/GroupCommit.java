package dev.postern.database;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.TransactionException;

/**
 * Lets those who ask at the same time share a transaction. Who asks while nobody is being answered
 * is answered at once and alone; who asks meanwhile waits for the next transaction, with all others
 * who wait. So one asker loses nothing, and many are bounded by what a transaction can carry
 * instead of by how many a disk can make durable.
 *
 * <p>If a shared transaction fails, each of its questions is asked again alone: who asks something
 * impossible harms nobody else. Only a database that is away is not asked so often.
 *
 * @param <Q> a question
 * @param <A> its answer
 */
public final class GroupCommit<Q, A> {
  /** Enough to make a commit cheap, and few enough not to keep the first one waiting. */
  static final int MOST = 64;

  private final Function<List<Q>, List<A>> together;
  private final ConcurrentLinkedQueue<Waiting<Q, A>> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean answering = new AtomicBoolean();

  private record Waiting<Q, A>(Q question, CompletableFuture<A> answer) {}

  /**
   * @param together answers questions in one transaction of its own, each in its place; rolled back
   *     by an exception
   */
  public GroupCommit(Function<List<Q>, List<A>> together) {
    this.together = together;
  }

  /** The answer, once the transaction that gave it is committed; or the exception that it met. */
  public A ask(Q question) {
    var mine = new Waiting<Q, A>(question, new CompletableFuture<>());
    waiting.add(mine);
    // Who answers for the others too would wait for them: the rest is another thread's.
    if (answerSome() && !waiting.isEmpty()) Thread.startVirtualThread(this::answerAll);
    try {
      return mine.answer().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** How many wait for the next transaction. */
  int waiting() {
    return waiting.size();
  }

  private void answerAll() {
    boolean mine = true;
    while (mine && !waiting.isEmpty()) mine = answerSome();
  }

  /** Whether it was this thread's turn. Whoever comes too late for it finds the turn free again. */
  private boolean answerSome() {
    if (!answering.compareAndSet(false, true)) return false;
    try {
      List<Waiting<Q, A>> some = new ArrayList<>();
      for (var next = waiting.poll(); next != null; next = waiting.poll()) {
        some.add(next);
        if (some.size() == MOST) break;
      }
      if (!some.isEmpty()) answer(some);
    } finally {
      answering.set(false);
    }
    return true;
  }

  private void answer(List<Waiting<Q, A>> some) {
    try {
      List<A> answers = together.apply(some.stream().map(Waiting::question).toList());
      for (int n = 0; n < some.size(); n++) some.get(n).answer().complete(answers.get(n));
    } catch (DataAccessResourceFailureException | TransactionException away) {
      some.forEach(one -> one.answer().completeExceptionally(away));
    } catch (RuntimeException | Error e) {
      if (some.size() == 1) some.getFirst().answer().completeExceptionally(e);
      else some.forEach(one -> answer(List.of(one)));
    }
  }
}
