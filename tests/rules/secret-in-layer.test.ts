import { testExamples } from '../rule-examples.ts';

testExamples('secret-in-layer', {
  bad: [
    `
    FROM python:3.14
    RUN --mount=type=secret,id=pip,env=PIP_TOKEN pip config set global.index-url https://u:$PIP_TOKEN@pypi.shop.dev/simple
                                                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the value of PIP_TOKEN stays in /root/.config/pip/pip.conf
    `,
    `
    FROM node:22
    ARG NPM_TOKEN
    WORKDIR /app
    RUN echo "//registry.npmjs.org/:_authToken=$NPM_TOKEN" | tee .npmrc
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the value of NPM_TOKEN stays in /app/.npmrc
    `,
  ],
  good: [
    `
    FROM node:22
    ARG NPM_TOKEN
    WORKDIR /app
    RUN echo "//registry.npmjs.org/:_authToken=$NPM_TOKEN" > .npmrc && npm ci; rm -f .npmrc
    `,
    `
    FROM node:22
    ARG NPM_TOKEN
    RUN --mount=type=tmpfs,target=/work echo "$NPM_TOKEN" > /work/token && ./fetch
    RUN curl -H "Authorization: $NPM_TOKEN" https://example.com/
    RUN echo '//registry.npmjs.org/:_authToken=\${NPM_TOKEN}' > .npmrc
    `,
    `
    FROM debian:13
    ARG GPG_KEY=0x36A1D7869245C8950F966E92D8576A8BA88D21E9
    ARG PUBLIC_KEY
    RUN echo "$GPG_KEY" > /key && echo "$PUBLIC_KEY" > /root/.ssh/authorized_keys
    `,
    `
    FROM debian:13
    RUN APP_KEY=$(openssl rand -hex 16) && echo "$APP_KEY" > /key
    `,
  ],
});
