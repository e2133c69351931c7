package dev.postern.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class GroupCommitTest {
  private final List<List<Integer>> transactions = new CopyOnWriteArrayList<>();
  private final CountDownLatch firstRuns = new CountDownLatch(1);
  private final CountDownLatch firstMayEnd = new CountDownLatch(1);

  @Test
  void answersWhoAsksAloneAlone() {
    GroupCommit<Integer, Integer> commit = new GroupCommit<>(this::doubled);
    assertThat(commit.ask(1)).isEqualTo(2);
    assertThat(commit.ask(2)).isEqualTo(4);
    assertThat(transactions).containsExactly(List.of(1), List.of(2));
  }

  @Test
  void letsAllThatWaitShareTheNextTransaction() throws Exception {
    GroupCommit<Integer, Integer> commit = new GroupCommit<>(this::doubled);
    assertThat(askWhileTheFirstIsAnswered(commit, 20))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 20).mapToObj(n -> 2 * n).toList());
    assertThat(transactions).hasSize(2);
    assertThat(transactions.getLast())
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 20).boxed().toList());
  }

  @Test
  void asksAgainAloneSoThatOneThatFailsHarmsNobodyElse() {
    GroupCommit<Integer, Integer> commit =
        new GroupCommit<>(questions -> {
          if (questions.contains(7)) throw new IllegalArgumentException("seven");
          return doubled(questions);
        });
    assertThatThrownBy(() -> askWhileTheFirstIsAnswered(commit, 10))
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseMessage("seven");
    assertThat(transactions).contains(List.of(1), List.of(6), List.of(8), List.of(10));
  }

  @Test
  void asksADatabaseThatIsAwayOnce() {
    List<Integer> asked = new CopyOnWriteArrayList<>();
    GroupCommit<Integer, Integer> commit =
        new GroupCommit<>(questions -> {
          if (questions.contains(0)) return doubled(questions);
          asked.add(questions.size());
          throw new DataAccessResourceFailureException("away");
        });
    assertThatThrownBy(() -> askWhileTheFirstIsAnswered(commit, 10))
        .hasCauseInstanceOf(DataAccessResourceFailureException.class);
    assertThat(asked).containsExactly(10);
  }

  /** The first one's transaction, of the question 0, ends when so many others wait. */
  private List<Integer> askWhileTheFirstIsAnswered(GroupCommit<Integer, Integer> commit, int others)
      throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> first = threads.submit(() -> commit.ask(0));
      firstRuns.await();
      List<Future<Integer>> waiting = new ArrayList<>();
      for (int n = 1; n <= others; n++) {
        int question = n;
        waiting.add(threads.submit(() -> commit.ask(question)));
      }
      while (commit.waiting() < others) Thread.sleep(1);
      firstMayEnd.countDown();
      assertThat(first.get()).isZero();
      List<Integer> answers = new ArrayList<>();
      for (Future<Integer> each : waiting) answers.add(each.get());
      return answers;
    }
  }

  private List<Integer> doubled(List<Integer> questions) {
    transactions.add(List.copyOf(questions));
    if (questions.equals(List.of(0))) {
      firstRuns.countDown();
      try {
        firstMayEnd.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    return questions.stream().map(n -> 2 * n).toList();
  }
}
