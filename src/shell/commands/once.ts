// Facts of a command or a script that many rules ask for.

/** A constructor that gives back what it gets, so that a class which extends it puts its fields there. */
// oxlint-disable-next-line typescript/no-extraneous-class -- only a class can be extended
class Given {
  constructor(subject: object) {
    return subject;
  }
}

/**
 * `read`, which looks at nothing but its argument, with its answers kept for as long as the argument lives: in a private
 * field of the argument, as a `WeakMap` costs more than most answers, and costs the garbage collector again.
 */
export function once<Subject extends object, Answer>(read: (subject: Subject) => Answer): (subject: Subject) => Answer {
  class Known extends Given {
    readonly #answer: Answer;

    constructor(subject: Subject, answer: Answer) {
      super(subject);
      this.#answer = answer;
    }

    static of(subject: Subject): Answer {
      return #answer in subject ? subject.#answer : new Known(subject, read(subject)).#answer;
    }
  }
  return (subject) => Known.of(subject);
}
