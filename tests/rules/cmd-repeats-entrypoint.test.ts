import { testExamples } from '../rule-examples.ts';

testExamples('cmd-repeats-entrypoint', {
  bad: [
    // With nothing behind it there is no telling which of the two was meant.
    `
    FROM debian:13
    ENTRYPOINT ["/usr/sbin/nginx", "-g", "daemon off;"]
    CMD ["/usr/sbin/nginx", "-g", "daemon off;"]
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ENTRYPOINT starts nginx already: it gets "/usr/sbin/nginx" as its first argument
    `,
    `
    FROM debian:13
    ENTRYPOINT ["bash"]
    CMD ["/bin/bash"]
         ^^^^^^^^^^^ ENTRYPOINT starts bash already: it gets "/bin/bash" as its first argument
    `,
    {
      dockerfile: `
        FROM debian:13
        ENTRYPOINT ["dumb-init", "--", "java", "-jar", "/app.jar"]
        CMD ["java", "-Xmx1g"]
             ^^^^^^ ENTRYPOINT starts java already: it gets "java" as its first argument
      `,
      fixed: `
        FROM debian:13
        ENTRYPOINT ["dumb-init", "--", "java", "-jar", "/app.jar"]
        CMD ["-Xmx1g"]
      `,
    },
  ],
  good: [
    'FROM debian:13\nENTRYPOINT ["/run.sh"]\nCMD ["/run.sh"]\n',
    'FROM debian:13\nENTRYPOINT ["bash", "/run.sh"]\nCMD ["bash"]\n',
    'FROM debian:13\nENTRYPOINT ["sh", "-c"]\nCMD ["sh"]\n',
    'FROM debian:13\nENTRYPOINT ["npx"]\nCMD ["npx"]\n',
    // The name of a subcommand, perhaps.
    'FROM debian:13\nENTRYPOINT ["/usr/bin/app"]\nCMD ["app"]\n',
    'FROM debian:13\nENTRYPOINT []\nCMD ["app"]\n',
    'FROM registry.example/app\nCMD ["app"]\n',
    'FROM debian:13\nENTRYPOINT ["app"]\nCMD app\n',
    'FROM debian:13\nENTRYPOINT ["app"]\nCMD []\n',
    'FROM node:22\nCMD ["node", "app.js"]\n',
  ],
});
