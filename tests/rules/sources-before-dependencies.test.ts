import { testExamples } from '../rule-examples.ts';

const node = { 'package.json': '{}', 'yarn.lock': '', 'src/a.js': '' };

testExamples('sources-before-dependencies', {
  bad: [
    {
      context: node,
      dockerfile: `
        FROM node:22 AS base
        WORKDIR /app
        COPY ./ ./
             ^^ every change in "./" runs "yarn install" again, which needs only package.json and yarn.lock
        FROM base
        RUN yarn install
        RUN yarn install --production
      `,
    },
    {
      context: { 'go.mod': '', 'go.sum': '' },
      dockerfile: `
        FROM golang:1.26
        WORKDIR /src
        COPY . .
             ^ every change in "." runs "go mod download" again, which needs only go.mod and go.sum
        RUN cd /src && go mod download
        RUN go build ./...
      `,
    },
    // Nothing is known of the context.
    `
    FROM python:3.14
    COPY . /srv
         ^ every change in "." runs "pip install" again, which needs only requirements.txt
    RUN python -m pip install -r /srv/requirements.txt
    `,
  ],
  good: [
    // The first installation of the manager has read the manifests.
    {
      context: node,
      dockerfile: `
        FROM node:22
        WORKDIR /app
        COPY package.json yarn.lock ./
        RUN yarn install
        COPY . .
        RUN yarn install --production
      `,
    },
    // What is installed needs the project.
    `
    FROM python:3.14
    WORKDIR /srv
    COPY . .
    RUN pip install .
    `,
    {
      context: { 'requirements.txt': 'flask\n-e ./lib\n' },
      dockerfile: `
        FROM python:3.14
        WORKDIR /srv
        COPY . .
        RUN pip install -r requirements.txt
      `,
    },
    // The manifest is made by a command.
    `
    FROM python:3.14
    WORKDIR /srv
    COPY . .
    RUN tools/pin > requirements.txt && pip install -r requirements.txt
    `,
    // Elsewhere, from elsewhere, only the manifests, perhaps, and a stage that nobody needs.
    `
    FROM node:22 AS unused
    COPY . /app
    RUN cd /app && npm ci
    FROM node:22
    COPY . /src
    COPY --from=docker.io/some/app /app /app
    COPY package.json /web/
    RUN cd /web && npm ci
    RUN cd /app && npm ci
    RUN if [ -f /src/package.json ]; then cd /src && npm ci; fi
    `,
  ],
});
