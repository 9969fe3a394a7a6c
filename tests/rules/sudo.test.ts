import { testExamples } from '../rule-examples.ts';

testExamples('sudo', {
  bad: [
    {
      dockerfile: `
        FROM debian:13
        RUN apt-get update && apt-get install -y sudo
        RUN curl -fsS https://example.com/key | sudo tee /key && sudo -E true && \\
                                                ^^^^ "sudo" does nothing: the RUN is root already
            A=1 sudo B=2 make
      `,
      fixed: `
        FROM debian:13
        RUN apt-get update && apt-get install -y sudo
        RUN curl -fsS https://example.com/key | tee /key && sudo -E true && \\
            A=1 B=2 make
      `,
    },
  ],
  good: [
    `
    FROM debian:13
    USER app
    RUN sudo true
    `,
    `
    FROM registry.example/base
    RUN sudo true
    `,
    `
    FROM debian:13
    RUN apt-get update && apt-get install -y sudo && sudo -u nobody id && sudo --version
    `,
  ],
});
