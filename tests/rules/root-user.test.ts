import { testExamples } from '../rule-examples.ts';

testExamples('root-user', {
  bad: [
    `
    FROM node:22
    USER node
    RUN npm ci
    USER root
         ^^^^ "node" runs as root
    EXPOSE 80
    CMD exec node server.js
    `,
    `
    FROM python:3.14 AS base
    RUN pip install gunicorn
    FROM base
    CMD ["gunicorn", "app:app"]
         ^^^^^^^^^^^^^^^^^^^^^ "gunicorn" runs as root: nothing sets another user
    `,
  ],
  good: [
    // A tool, no server.
    `
    FROM node:22
    ENTRYPOINT ["node", "/action.js"]
    `,
    `
    FROM node:22 AS dev
    EXPOSE 80
    CMD ["node", "server.js"]
    `,
    `
    FROM python:3.14
    RUN apt-get update && apt-get install -y gosu
    CMD ["gunicorn", "app:app"]
    `,
    `
    FROM debian:13
    EXPOSE 80
    CMD ["nginx", "-g", "daemon off;"]
    `,
    `
    FROM python:3.14
    ARG USER_NAME
    USER $USER_NAME
    CMD ["gunicorn", "app:app"]
    `,
    `
    FROM registry.example/python
    CMD ["gunicorn", "app:app"]
    `,
    `
    FROM quay.io/jupyter/base-notebook:latest
    USER root
    RUN apt-get update
    `,
    `
    FROM haproxy:3.2
    USER root
    ENTRYPOINT ["/setup.sh"]
    `,
  ],
});
