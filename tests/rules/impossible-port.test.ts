import { testExamples } from '../rule-examples.ts';

testExamples('impossible-port', {
  bad: [
    `
    FROM scratch
    ENV PORTS="80 70000"
    EXPOSE $PORTS 65536/tcp 0 http
           ^^^^^^ 70000 is no port: they end at 65535
                  ^^^^^^^^^ 65536 is no port: they end at 65535
                            ^ 0 is no port that can be published
                              ^^^^ the builder refuses "http": invalid containerPort: http
    EXPOSE 0-100 1-70000 80/icmp
           ^^^^^ 0 is no port that can be published
                 ^^^^^^^ 70000 is no port: they end at 65535
                         ^^^^^^^ the builder refuses "80/icmp": invalid port: "80/icmp": invalid proto: icmp
    `,
  ],
  good: [
    `
    FROM registry.example/base
    EXPOSE $PORT $FROM-$TO 1 65535 80-80 127.0.0.1:8080:80
    `,
  ],
});
