import { testExamples } from '../rule-examples.ts';

testExamples('build-tools-in-image', {
  good: [
    // Marked and swept away, and no program to start.
    `
    FROM python:3.14-slim
    COPY requirements.txt .
    RUN apt-get update && apt-get install -y gcc && pip install -r requirements.txt && apt-get autoremove -y gcc
    CMD ["python"]
    `,
    `
    FROM python:3.14-slim
    COPY requirements.txt .
    RUN apt-get update && apt-get install -y gcc && pip install -r requirements.txt
    `,
  ],
});
