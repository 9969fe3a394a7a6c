import { testExamples } from '../rule-examples.ts';

testExamples('secret-in-image', {
  bad: [
    `
    FROM alpine:3.22
    ARG KEY=AKIAZ7QW3NMC5RTY2KLP
            ^^^^^^^^^^^^^^^^^^^^ an access key of AWS is in the image
    LABEL hook=https://hooks.slack.com/services/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
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ a webhook of Slack is in the image
    `,
    `
    FROM alpine:3.22
    COPY <<EOF /root/.ssh/id_ed25519
    -----BEGIN OPENSSH PRIVATE KEY-----
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ a private key is in the image
    b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW
    -----END OPENSSH PRIVATE KEY-----
    EOF
    `,
    `
    FROM alpine:3.22 AS build
    RUN curl -fsSu deploy:pQ7zK2mW https://repo.shop.dev/app \\
                          ^^^^^^^^ the password of "deploy" is in the Dockerfile and in the build cache
        -o /app
    FROM scratch
    COPY --from=build /app /app
    `,
    `
    FROM debian:13
    RUN echo root:root | chpasswd
                  ^^^^ the password of "root" is in the image
    `,
  ],
  good: [
    `
    FROM alpine:3.22
    ENV KEY=AKIAIOSFODNN7EXAMPLE \\
        URL=https://user:password@host.dev/ \\
        OTHER=https://deploy:pQ7zK2mW@localhost/ \\
        MORE=https://deploy:\${PASSWORD}@host.dev/
    RUN curl -u "deploy:$PASSWORD" https://repo.shop.dev/app
    RUN echo "root:$PASSWORD" | chpasswd
    RUN echo 'root:xxxxxx' | chpasswd
    `,
    `
    FROM alpine:3.22
    # ghp_9fQ2kLmZ7RtYw3BxCvN8hJ5dSgA6pEeUoI0T
    RUN echo "-----BEGIN RSA PRIVATE KEY-----" | grep -c KEY
    `,
  ],
});
