// The services that are known by their ports: those registered with IANA that containers offer.

const services: ReadonlyMap<number, string> = new Map([
  [21, 'FTP'],
  [22, 'SSH'],
  [25, 'SMTP'],
  [53, 'DNS'],
  [80, 'HTTP'],
  [110, 'POP3'],
  [123, 'NTP'],
  [143, 'IMAP'],
  [389, 'LDAP'],
  [443, 'HTTPS'],
  [465, 'SMTP with TLS'],
  [514, 'syslog'],
  [587, 'SMTP for sending clients'],
  [636, 'LDAP with TLS'],
  [993, 'IMAP with TLS'],
  [995, 'POP3 with TLS'],
  [1433, 'Microsoft SQL Server'],
  [1521, 'Oracle Database'],
  [1883, 'MQTT'],
  [2049, 'NFS'],
  [2181, 'ZooKeeper'],
  [2375, 'Docker without TLS'],
  [2376, 'Docker with TLS'],
  [2379, 'etcd'],
  [3306, 'MySQL, MariaDB'],
  [3389, 'RDP'],
  [4222, 'NATS'],
  [5060, 'SIP'],
  [5432, 'PostgreSQL'],
  [5671, 'AMQP with TLS'],
  [5672, 'AMQP, RabbitMQ'],
  [5900, 'VNC'],
  [6379, 'Redis, Valkey'],
  [8080, 'HTTP, alternative port'],
  [8443, 'HTTPS, alternative port'],
  [8883, 'MQTT with TLS'],
  [9042, 'Cassandra'],
  [9090, 'Prometheus'],
  [9092, 'Kafka'],
  [9200, 'Elasticsearch, OpenSearch'],
  [11211, 'memcached'],
  [27017, 'MongoDB'],
]);

/** The ports with their services: those of web servers first, then in the order of the numbers. */
export const knownServices: readonly (readonly [port: number, service: string])[] = [...services].toSorted(
  ([a, first], [b, second]) => Number(second.startsWith('HTTP')) - Number(first.startsWith('HTTP')) || a - b,
);

/** Undefined for a port that says nothing. */
export function serviceOf(port: number): string | undefined {
  return services.get(port);
}
