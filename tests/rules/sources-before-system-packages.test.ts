import { testExamples } from '../rule-examples.ts';

testExamples('sources-before-system-packages', {
  bad: [
    `
    FROM debian:13
    COPY requirements.txt /srv/
    RUN apt-get update && apt-get install -y libpq5 && pip install -r /srv/requirements.txt
                          ^^^^^^^^^^^^^^^ "apt-get install" runs again after every change of "requirements.txt", which it does not read
    `,
    `
    FROM fedora:43
    COPY . /app
    RUN dnf install -y git
        ^^^^^^^^^^^ "dnf install" runs again after every change in ".", of which it reads nothing
    RUN dnf install -y make
    `,
  ],
  good: [
    // In a layer of its own it would stay.
    `
    FROM debian:13
    COPY . /app
    RUN apt-get update && apt-get install -y gcc && make -C /app && apt-get purge -y gcc
    `,
    // They may read it.
    `
    FROM debian:13
    COPY . /app
    RUN apt-get update && apt-get install -y /app/tool.deb
    `,
    `
    FROM debian:13
    COPY files/ /
    RUN apt-get update && apt-get install -y curl
    `,
    `
    FROM debian:13
    COPY scripts /scripts
    RUN /scripts/add-repository.sh
    RUN apt-get update && apt-get install -y curl
    `,
    `
    FROM debian:13
    WORKDIR /app
    COPY . .
    RUN cp vendor.sources /etc/apt/sources.list.d/ && apt-get update && apt-get install -y curl
    RUN ./setup.sh && apt-get install -y jq
    `,
    // Another stage is no context.
    `
    FROM debian:13 AS build
    FROM debian:13
    COPY --from=build /app /app
    RUN apt-get update && apt-get install -y curl
    `,
  ],
});
